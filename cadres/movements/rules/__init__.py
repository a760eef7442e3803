"""Who may be sent away, who is led to retire, who may be recruited. Pure: days are arguments."""
