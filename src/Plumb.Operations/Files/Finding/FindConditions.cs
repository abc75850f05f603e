using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Files.Finding;

/// <summary>What a file must be like to be found.</summary>
internal sealed partial class FindConditions
{
    private readonly OperationContext _context;
    private readonly IReadOnlyList<Func<string, bool>> _patterns;
    private readonly IReadOnlyList<Func<string, bool>> _excludes;
    private readonly PythonPattern? _content;
    private readonly long? _age;
    private readonly long? _size;
    private readonly DateTimeOffset _now;

    private FindConditions(OperationContext context)
    {
        _context = context;
        var arguments = context.Arguments;
        var useRegex = arguments.Flag("use_regex");
        var patterns = arguments.Texts("patterns");
        if (patterns.Count == 0) patterns = [useRegex ? ".*" : "*"];
        _patterns = [.. patterns.Select(p => Matcher(p, useRegex))];
        _excludes = [.. arguments.Texts("excludes").Select(p => Matcher(p, useRegex))];
        _content = arguments.Text("contains") is { } text ? PythonPattern.Compile(text) : null;
        _age = Amount(arguments, "age", AgePattern(), "smhdw", [1, 60, 3600, 86400, 604800]);
        _size = Amount(arguments, "size", SizePattern(), "bkmgt", [1, 1L << 10, 1L << 20, 1L << 30, 1L << 40]);
        _now = context.Host.Clock.GetUtcNow();
    }

    public static FindConditions From(OperationContext context) => new(context);

    /// <summary>Whether a file is found by its name, kind, age, size, mode and content.</summary>
    public bool Accepts(string path, string name, FileStatus status)
    {
        var kind = _context.Arguments.Text("file_type");
        if (!IsKind(kind, status.Kind) || !_patterns.Any(p => p(name)) || _excludes.Any(p => p(name)) || !IsOfAge(status) || !HasMode(status, path)) return false;
        if (kind is "directory" or "link" || status.Kind != FileKind.File) return true;
        return IsOfSize(status) && (kind == "any" || Contains(path));
    }

    private static bool IsKind(string? wanted, FileKind kind) => wanted switch
    {
        "any" => true,
        "directory" => kind == FileKind.Directory,
        "link" => kind == FileKind.SymbolicLink,
        _ => kind == FileKind.File,
    };

    private static Func<string, bool> Matcher(string pattern, bool useRegex)
    {
        if (useRegex)
        {
            var regex = PythonPattern.Compile(pattern);
            return name => regex.MatchAtStart(name).Success;
        }
        var glob = GlobPattern.Compile(pattern);
        return glob.IsMatch;
    }

    private static long? Amount(MapData arguments, string name, Regex pattern, string units, long[] factors)
    {
        if (arguments.Text(name) is not { } text) return null;
        var match = pattern.Match(text.ToLowerInvariant());
        if (!match.Success || !long.TryParse(match.Groups[1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw new OperationException("failed to process " + name, new MapBuilder { [name] = text }.Build());
        }
        var unit = match.Groups[2].Value;
        return number * (unit.Length == 0 ? 1 : factors[units.IndexOf(unit, StringComparison.Ordinal)]);
    }

    private bool IsOfAge(FileStatus status)
    {
        if (_age is not { } age) return true;
        var time = _context.Arguments.Text("age_stamp") switch { "atime" => status.Accessed, "ctime" => status.Changed, _ => status.Modified };
        var seconds = (_now - time).TotalSeconds;
        return age >= 0 ? seconds >= age : seconds <= -age;
    }

    private bool IsOfSize(FileStatus status) => _size is not { } size || (size >= 0 ? status.Size >= size : status.Size <= -size);

    private bool HasMode(FileStatus status, string path)
    {
        if (_context.Arguments["mode"] is not { } wanted || wanted is NullData) return true;
        var mode = Permissions.Resolve(wanted, status, _context.Host.User.Umask, path);
        var present = status.Mode & 0xFFF;
        return _context.Arguments.Flag("exact_mode") ? present == mode : (present & mode) != 0;
    }

    // Lines are matched from their start, the whole file anywhere. What is no text does not match.
    private bool Contains(string path)
    {
        if (_content is null) return true;
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(_context.Host.Files.ReadAll(path));
            return _context.Arguments.Flag("read_whole_file")
                ? _content.Regex.IsMatch(text)
                : ByteText.UniversalLines(text).Any(line => _content.MatchAtStart(line).Success);
        }
        catch (HostException)
        {
            return false;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^(-?\d+)([smhdw])?$")]
    private static partial Regex AgePattern();

    [GeneratedRegex(@"^(-?\d+)([bkmgt])?$")]
    private static partial Regex SizePattern();
}
