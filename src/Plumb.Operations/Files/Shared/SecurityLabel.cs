using System.Text;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Files.Shared;

/// <summary>The parts of an SELinux label. Null keeps a part; <c>_default</c> is what the policy says for the path.</summary>
internal sealed record SecurityLabel(string? User, string? Role, string? Type, string? Level)
{
    private const string Attribute = "security.selinux";

    public static readonly SecurityLabel Unset = new(null, null, null, null);

    /// <summary>Whether the kernel of the host labels files.</summary>
    public static bool IsEnabled(IHost host) => host.Files.Exists("/sys/fs/selinux/enforce");

    /// <summary>The label of a path as text, or null where it has none.</summary>
    public static string? Read(IHostFiles files, string path)
    {
        try
        {
            var value = files.ExtendedAttributes(path).FirstOrDefault(a => a.Key == Attribute).Value;
            return value is null ? null : Encoding.UTF8.GetString(value).TrimEnd('\0');
        }
        catch (HostException)
        {
            // A file system without labels.
            return null;
        }
    }

    public static void Write(IHostFiles files, string path, string label) =>
        files.SetExtendedAttribute(path, Attribute, Encoding.UTF8.GetBytes(label + "\0"));

    /// <summary>The label that a path gets, given its present one and the policy's for it.</summary>
    public string Over(string present, string? policy)
    {
        var parts = present.Split(':', 4);
        var defaults = policy?.Split(':', 4) ?? [];
        string?[] wanted = [User, Role, Type, Level];
        for (var i = 0; i < parts.Length; i++)
        {
            var part = wanted[i] == "_default" ? defaults.ElementAtOrDefault(i) : wanted[i];
            if (part is not null) parts[i] = part;
        }
        return string.Join(':', parts);
    }

    public bool UsesPolicy => User == "_default" || Role == "_default" || Type == "_default" || Level == "_default";
}
