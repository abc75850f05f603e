namespace Plumb.Engine.Functions.Crypto;

/// <summary>The private key file of OpenSSH, "openssh-key-v1" (PROTOCOL.key in its sources).</summary>
internal static class OpenSshFile
{
    public static ReadOnlySpan<byte> Magic => "openssh-key-v1\0"u8;

    /// <summary>Opens a file with one key that needs no passphrase: its fields begin with the type of the key.</summary>
    public static OpenSshContent Open(ReadOnlySpan<byte> bytes, out SshFields key)
    {
        key = default;
        if (!bytes.StartsWith(Magic)) return OpenSshContent.Damaged;
        var file = new SshFields(bytes[Magic.Length..]);
        var cipher = file.Field();
        file.Field();
        file.Field();
        var count = file.Word();
        file.Field();
        key = new SshFields(file.Field());
        if (file.HasFailed || count != 1) return OpenSshContent.Damaged;
        if (!cipher.SequenceEqual("none"u8)) return OpenSshContent.Encrypted;
        // Equal words show that decryption, had there been any, worked.
        return key.Word() == key.Word() ? OpenSshContent.Key : OpenSshContent.Damaged;
    }
}

/// <summary>What a private key file turns out to hold.</summary>
internal enum OpenSshContent
{
    Key,
    Encrypted,
    Damaged,
}
