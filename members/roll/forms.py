"""What is asked about members."""

from django import forms


class ReasonForm(forms.Form):
    """Why numbers are shown in full, or a list of people leaves the system."""

    reason = forms.CharField(label="Lý do", max_length=300, min_length=5)
