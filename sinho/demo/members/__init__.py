"""The members of the demo district with twelve years of history: who they are, how they came, moved and left."""
