from django import template

from .. import text

register = template.Library()
register.filter("stored", text.stored)
register.filter("excerpt", text.excerpt)
