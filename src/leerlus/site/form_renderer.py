"""How Django forms look: our field templates around Utrecht controls. Imports only Django; set as FORM_RENDERER.

Labels, help and errors are tied together by Django (aria-describedby, aria-invalid); here they get their markup and the
controls their class names.
"""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates

_CONTROL_CLASSES = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    ((forms.RadioSelect, forms.CheckboxSelectMultiple, forms.CheckboxInput), ""),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.FileInput, ""),
    (forms.widgets.Input, "utrecht-textbox utrecht-textbox--html-input"),
)


class UtrechtBoundField(BoundField):
    """A field that knows the class name of its control."""

    @property
    def is_checkbox(self) -> bool:
        """A single checkbox stands before its label, every other control below it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes plus the class name of the control; a class of the form itself is kept."""
        control = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        class_names = next((names for kind, names in _CONTROL_CLASSES if isinstance(control, kind)), "")
        own = " ".join(filter(None, (control.attrs.get("class"), built.get("class"), class_names)))
        return {**built, "class": own} if own else built


class ComponentRenderer(DjangoTemplates):
    """Renders forms with the templates in components/."""

    form_template_name = "components/form.html"
    field_template_name = "components/form_field.html"
    bound_field_class = UtrechtBoundField
