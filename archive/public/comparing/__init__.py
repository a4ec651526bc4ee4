"""What one issuer says on one observance in two years, sentence by sentence."""
