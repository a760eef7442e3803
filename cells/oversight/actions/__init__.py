"""What is written down in oversight; sensitive reading is written down too."""
