namespace Plumb.Operations.Users;

/// <summary>Tells whether a text can be the hash of a password, which is what accounts take.</summary>
internal static class PasswordHash
{
    public static bool LooksHashed(string password)
    {
        if (password is "*" or "!" or "*************") return true;
        if (password.AsSpan().IndexOfAny(":*!") >= 0) return false;
        var fields = password.Split('$');
        if (fields.Length < 3 || fields[^1].Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '/'))) return false;
        return fields[1] switch
        {
            "1" => fields[^1].Length == 22,
            "5" => fields[^1].Length == 43,
            "6" => fields[^1].Length == 86,
            _ => true,
        };
    }
}
