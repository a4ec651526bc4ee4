"""The rows of the desk's lists."""

from typing import Any

from django import template
from django.contrib.admin.templatetags.admin_list import result_headers, result_hidden_fields

register = template.Library()


@register.inclusion_tag("admin/change_list_results.html")
def written_rows(cl: Any) -> dict[str, Any]:
    """As ``result_list`` of Django's admin, but every row is written by the list itself, in one piece."""
    headers = list(result_headers(cl))
    return {
        "cl": cl,
        "result_hidden_fields": list(result_hidden_fields(cl)),
        "result_headers": headers,
        "num_sorted_fields": sum(bool(header["sortable"] and header["sorted"]) for header in headers),
        "results": [[row] for row in cl.rows()],
    }
