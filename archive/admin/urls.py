"""Every address of the desk: its own screens, and the forms and lists of whatever the modules beside this register."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from django.urls import path

from . import accounts, releases
from .screens import (
    batch,
    beside,
    board,
    carrying,
    closing,
    comments,
    dashboard,
    dossiers,
    figures_sheet,
    further_texts,
    go,
    invitations,
    linking,
    lookup,
    many_pictures,
    merging,
    moved_addresses,
    notices,
    offered_pictures,
    own_calendar,
    passwords,
    pasting,
    preparing,
    rehearsal,
    review,
    second_opinions,
    sensitivity,
    sign_in,
    used_in,
    versions,
    workflow,
    working_copies,
)
from .site import site

for module in iter_modules([str(Path(__file__).parent)]):
    import_module(f"{__package__}.{module.name}")

view = site.admin_view
site.screens = [
    path("", view(dashboard.index), name="index"),
    path("waiting/<slug:name>/", view(dashboard.pile), name="pile"),
    path("login/", sign_in.login, name="login"),
    path("autocomplete/", view(lookup.autocomplete), name="autocomplete"),
    path("find/", view(lookup.find), name="find"),
    path("find/pictures/", view(offered_pictures.offered), name="offered_pictures"),
    path("go/", view(go.go), name="go"),
    path("carry/", view(carrying.carry_forward), name="carry_forward"),
    path("many/", view(batch.batch), name="batch"),
    path("pictures/many/", view(many_pictures.many_pictures), name="many_pictures"),
    path("people/<int:pk>/invite/", view(invitations.invite), name="invite"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("days/", view(board.board), name="board"),
    path("days/<str:token>/calendar.ics", own_calendar.days_feed, name="days_feed"),
    path("observances/<uuid:uuid>/", view(preparing.preparation), name="preparation"),
    path("observances/<uuid:uuid>/<int:year>/", view(dossiers.dossier), name="dossier"),
    path("observances/<uuid:uuid>/<int:year>/texts/", view(beside.texts_beside), name="beside"),
    path("observances/<uuid:uuid>/<int:year>/close/", view(closing.close), name="close_dossier"),
    path("moved/", view(moved_addresses.moved), name="moved"),
    path("pasted/", view(pasting.pasted), name="pasted"),
    path("me/", view(accounts.my_desk), name="my_desk"),
    path("me/calendar/", view(own_calendar.own_calendar), name="own_calendar"),
    path("notices/", view(notices.notices), name="notices"),
    path("password/", passwords.Forgotten.as_view(), name="password_forgotten"),
    path("password/sent/", passwords.Sent.as_view(), name="password_sent"),
    path("password/chosen/", passwords.Chosen.as_view(), name="password_chosen"),
    path("password/<uidb64>/<token>/", passwords.Choose.as_view(), name="password_choose"),
    path("words/", view(working_copies.mine), name="words"),
    path("words/<slug:name>/", view(working_copies.one), name="working_copy"),
    path("rehearsal/", view(rehearsal.choose), name="rehearse"),
    path("rehearsal/<int:pk>/check/", view(rehearsal.check), name="check_release"),
    path("rehearsal/<str:when>/", view(rehearsal.rehearsal), name="rehearsal"),
    path("rehearsal/<str:when>/<path:path>", view(rehearsal.rehearsal)),
    path("review/<uuid:uuid>/", view(review.review), name="review"),
    path("review/<uuid:uuid>/sensitivity/", view(sensitivity.look_at), name="sensitivity"),
    path("review/<uuid:uuid>/comment/", view(comments.comment_on), name="comment_on"),
    path("comment/<int:pk>/", view(comments.comment), name="comment"),
    path("review/<uuid:uuid>/<slug:language>/", view(review.preview), name="preview"),
    path("review/<uuid:uuid>/since/<slug:language>/", view(review.since), name="since"),
    path("alone/<slug:what>/<int:pk>/", view(second_opinions.second_opinion), name="second_opinion"),
    path("record/<uuid:uuid>/figures/", view(figures_sheet.figures), name="figures_sheet"),
    path("record/<uuid:uuid>/used-in/", view(used_in.used_in), name="used_in"),
    path("record/<uuid:uuid>/as-readers/<slug:language>/", view(review.draft), name="draft"),
    path("record/<uuid:uuid>/carried/", view(carrying.confirm), name="confirm_carried"),
    path("record/<uuid:uuid>/since/<slug:language>/", view(review.draft_since), name="draft_since"),
    path("record/<uuid:uuid>/further-text/<int:number>/", view(further_texts.exchange), name="exchange_texts"),
    path("record/<uuid:uuid>/link/", view(linking.link), name="link"),
    path("record/<uuid:uuid>/versions/", view(versions.versions), name="versions"),
    path("record/<uuid:uuid>/versions/compare/", view(versions.compare), name="compare"),
    path("record/<uuid:uuid>/versions/<slug:key>/", view(versions.bring_back), name="bring_back"),
    path("record/<uuid:uuid>/merge/", view(merging.merge), name="merge"),
    path("record/<uuid:uuid>/merge/<uuid:into>/", view(merging.merge), name="merge_into"),
    path("record/<uuid:uuid>/<slug:name>/", view(workflow.act), name="act"),
    path("release/<int:pk>/<slug:verb>/", view(releases.act), name="release_act"),
]

app_name = "admin"
urlpatterns = site.get_urls()
