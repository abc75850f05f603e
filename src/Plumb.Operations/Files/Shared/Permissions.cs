using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Shared;

/// <summary>Permissions as tasks write them: octal, or in the symbols of chmod such as <c>u=rwx,g-w,a+X</c>.</summary>
internal static class Permissions
{
    private const uint AllBits = 0xFFF;
    private const uint Executable = 0x49; // 0111
    private const uint SetUser = 0x800;
    private const uint SetGroup = 0x400;
    private const uint Sticky = 0x200;

    /// <summary>The text of a mode as results have it: <c>0644</c>.</summary>
    public static string Text(uint mode) => "0" + Convert.ToString(mode, 8).PadLeft(3, '0');

    /// <summary>The mode that a file of this status gets.</summary>
    /// <exception cref="OperationException">The text is no mode.</exception>
    public static uint Resolve(DataValue value, FileStatus status, uint umask, string path)
    {
        if (value is IntegerData number) return (uint)number.Value;
        var text = PythonText.Str(value);
        if (Octal(text) is { } octal) return (uint)octal;
        return value is TextData ? Symbolic(text, status, umask, path) : throw Malformed(path, $"'{value.GetType().Name}' is no mode");
    }

    private static long? Octal(string text)
    {
        var digits = text.Trim();
        if (digits.StartsWith("0o", StringComparison.OrdinalIgnoreCase)) digits = digits[2..];
        if (digits.Length is 0 or > 20 || digits.Any(c => c is < '0' or > '7')) return null;
        return digits.Aggregate(0L, (sum, c) => (sum * 8) + (c - '0'));
    }

    private static uint Symbolic(string text, FileStatus status, uint umask, string path)
    {
        var mode = status.Mode & AllBits;
        foreach (var clause in text.Split(','))
        {
            var operators = clause.Where(c => c is '+' or '-' or '=').ToArray();
            var parts = clause.Split('+', '-', '=');
            var users = parts[0] is "" or "a" ? "ugo" : parts[0];
            if (users.Any(c => c is not ('u' or 'g' or 'o'))) throw Malformed(path, "bad symbolic permission for mode: " + clause);
            for (var i = 0; i < operators.Length; i++)
            {
                if (parts[i + 1].Any(c => !"rwxXstugo".Contains(c, StringComparison.Ordinal))) throw Malformed(path, "bad symbolic permission for mode: " + clause);
                foreach (var user in users)
                {
                    var bits = parts[i + 1].Aggregate(0u, (sum, symbol) => sum | Bits(user, symbol, status, parts[0].Length == 0 ? umask : 0));
                    mode = Apply(mode, user, operators[i], bits);
                }
            }
        }
        return mode;
    }

    private static uint Apply(uint mode, char user, char operation, uint bits) => operation switch
    {
        '+' => mode | bits,
        '-' => mode & ~bits,
        _ => (mode & ~Mask(user)) | bits,
    };

    private static uint Mask(char user) => user switch
    {
        'u' => (7u << 6) | SetUser,
        'g' => (7u << 3) | SetGroup,
        _ => 7u | Sticky,
    };

    // Without a letter for the user, what the umask takes from new files is not given.
    private static uint Bits(char user, char symbol, FileStatus status, uint umask)
    {
        var shift = user == 'u' ? 6 : user == 'g' ? 3 : 0;
        var before = status.Mode & AllBits;
        return symbol switch
        {
            'r' => (4u << shift) & ~umask,
            'w' => (2u << shift) & ~umask,
            'x' => (1u << shift) & ~umask,
            'X' => status.Kind == FileKind.Directory || (before & Executable) != 0 ? 1u << shift : 0,
            's' => user == 'u' ? SetUser : user == 'g' ? SetGroup : 0,
            't' => user == 'o' ? Sticky : 0,
            'u' => ((before >> 6) & 7) << shift,
            'g' => ((before >> 3) & 7) << shift,
            _ => (before & 7) << shift,
        };
    }

    private static OperationException Malformed(string path, string details) => new("mode must be in octal or symbolic form",
        new MapBuilder { ["path"] = path, ["details"] = details }.Build());
}
