"""What plans tell: who is there for which post, where nobody is; form 12C."""
