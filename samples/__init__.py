"""Small recordings that we made ourselves, the script that makes them, and what is true of them."""
