"""What comes next with a record, by where it stands: who has to do what."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.editorial.models import State

NEXT_STEPS: Final[dict[State, Promise]] = {
    State.DRAFT: _("Readers see nothing of it. When it is complete, an archivist submits it for review."),
    State.IN_REVIEW: _("A second person, who wrote none of it, reads it and approves or returns it."),
    State.RETURNED: _("The authors mend it, save it and submit it again."),
    State.APPROVED: _("A publisher publishes it now or for a coming instant."),
    State.SCHEDULED: _("It becomes public by itself; nobody has to do anything."),
    State.DIFFERS: _("Submit the changes. When they are approved, a publisher replaces what is scheduled."),
    State.PUBLISHED: _("Readers see what stands here. A change is saved, submitted, approved and published anew."),
    State.OVERTAKEN: _(
        "Readers were given the edition before it. Say what kind of change it is now: its words stay, and a second "
        "person approves them once more."
    ),
    State.CHANGED: _("Readers still see the last edition. An archivist submits the changes for review."),
    State.MERGED: _("Another record stands for it. If readers ever had this one, its address leads them there."),
    State.WITHDRAWN: _("Readers find a notice. Before anything new is published it has to be reinstated."),
}

# What comes next where what goes out is not what is saved.
MENDING: Final[dict[State, Promise]] = {
    State.DIFFERS: NEXT_STEPS[State.DIFFERS],
    State.IN_REVIEW: _("The changes wait for a second person. Then a publisher replaces what is scheduled."),
    State.RETURNED: _("The changes were returned. Mend them and submit them again, or save what is scheduled."),
    State.APPROVED: _("The changes are approved. A publisher replaces what is scheduled, at the same instant."),
}
