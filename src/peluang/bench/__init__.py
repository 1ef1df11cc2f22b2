"""What the program measures about itself. Benches use the product as its users do; nothing uses them."""
