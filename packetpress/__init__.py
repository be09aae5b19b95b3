"""packetpress"""
