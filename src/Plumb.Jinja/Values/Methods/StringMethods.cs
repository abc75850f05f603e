using System.Collections.Frozen;
using System.Text;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values.Formatting;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Values.Methods;

/// <summary>The methods of text.</summary>
internal static class StringMethods
{
    public static readonly FrozenDictionary<string, PyMethod> All = Table().ToFrozenDictionary();

    private static Dictionary<string, PyMethod> Table()
    {
        var methods = new Dictionary<string, PyMethod>();
        AddCases(methods);
        AddPredicates(methods);
        AddSearches(methods);
        AddSplits(methods);
        AddWidths(methods);
        methods["format"] = (owner, _, a) => Format(S(owner), a.Positional, Named(a));
        methods["format_map"] = On("format_map", [Required("mapping")], (s, a) => Format(s, [], name => Lookup(a[0], name)));
        methods["encode"] = On("encode", [Optional("encoding", "utf-8"), Optional("errors", "strict")], (s, a) => PyEncodings.Encode(s, MethodArguments.Text(a[0])));
        methods["translate"] = On("translate", [Required("table")], (s, a) => Translate(s, a[0]));
        methods["maketrans"] = On("maketrans", [Required("x"), Optional("y"), Optional("z")], (_, a) => MakeTranslation(a));
        methods["join"] = On("join", [Required("iterable")], (s, a) => Join(s, a[0]));
        methods["replace"] = On("replace", [Required("old"), Required("new"), Optional("count", -1L)], (s, a) => PyStringSearch.Replace(s, T(a[0]), T(a[1]), MethodArguments.Count(a[2])));
        methods["removeprefix"] = On("removeprefix", [Required("prefix")], (s, a) => s.StartsWith(T(a[0]), StringComparison.Ordinal) ? s[T(a[0]).Length..] : s);
        methods["removesuffix"] = On("removesuffix", [Required("suffix")], (s, a) => T(a[0]).Length > 0 && s.EndsWith(T(a[0]), StringComparison.Ordinal) ? s[..^T(a[0]).Length] : s);
        methods["expandtabs"] = On("expandtabs", [Optional("tabsize", 8L)], (s, a) => PyStringLayout.ExpandTabs(s, MethodArguments.Count(a[0])));
        return methods;
    }

    private static void AddCases(Dictionary<string, PyMethod> methods)
    {
        methods["upper"] = None("upper", PyStringCase.Upper);
        methods["lower"] = None("lower", PyStringCase.Lower);
        methods["casefold"] = None("casefold", PyStringCase.Fold);
        methods["capitalize"] = None("capitalize", PyStringCase.Capitalize);
        methods["title"] = None("title", PyStringCase.Title);
        methods["swapcase"] = None("swapcase", PyStringCase.Swap);
    }

    private static void AddPredicates(Dictionary<string, PyMethod> methods)
    {
        methods["isalnum"] = Is("isalnum", PyStringKinds.IsAlphanumeric);
        methods["isalpha"] = Is("isalpha", PyStringKinds.IsAlphabetic);
        methods["isascii"] = Is("isascii", s => Ascii.IsValid(s));
        methods["isdecimal"] = Is("isdecimal", PyStringKinds.IsDecimal);
        methods["isdigit"] = Is("isdigit", PyStringKinds.IsDigit);
        methods["isnumeric"] = Is("isnumeric", PyStringKinds.IsNumeric);
        methods["isidentifier"] = Is("isidentifier", Parsing.Names.IsIdentifier);
        methods["islower"] = Is("islower", PyStringKinds.IsLower);
        methods["isupper"] = Is("isupper", PyStringKinds.IsUpper);
        methods["istitle"] = Is("istitle", PyStringKinds.IsTitle);
        methods["isprintable"] = Is("isprintable", s => s.EnumerateRunes().All(StringRepr.IsPrintable));
        methods["isspace"] = Is("isspace", s => s.Length > 0 && s.All(char.IsWhiteSpace));
    }

    private static void AddSearches(Dictionary<string, PyMethod> methods)
    {
        Parameter[] range = [Required("sub"), Optional("start"), Optional("end")];
        methods["count"] = On("count", range, (s, a) => PyInteger.Box(PyStringSearch.Count(s, T(a[0]), a[1], a[2])));
        methods["find"] = On("find", range, (s, a) => PyInteger.Box(PyStringSearch.Find(s, T(a[0]), a[1], a[2], fromEnd: false)));
        methods["rfind"] = On("rfind", range, (s, a) => PyInteger.Box(PyStringSearch.Find(s, T(a[0]), a[1], a[2], fromEnd: true)));
        methods["index"] = On("index", range, (s, a) => Found(PyStringSearch.Find(s, T(a[0]), a[1], a[2], fromEnd: false)));
        methods["rindex"] = On("rindex", range, (s, a) => Found(PyStringSearch.Find(s, T(a[0]), a[1], a[2], fromEnd: true)));
        methods["startswith"] = On("startswith", [Required("prefix"), Optional("start"), Optional("end")], (s, a) => Affix(s, a, "startswith", (t, x) => t.StartsWith(x, StringComparison.Ordinal)));
        methods["endswith"] = On("endswith", [Required("suffix"), Optional("start"), Optional("end")], (s, a) => Affix(s, a, "endswith", (t, x) => t.EndsWith(x, StringComparison.Ordinal)));
    }

    private static void AddSplits(Dictionary<string, PyMethod> methods)
    {
        Parameter[] split = [Optional("sep"), Optional("maxsplit", -1L)];
        methods["split"] = On("split", split, (s, a) => List(PyStringSplit.Split(s, Separator(a[0]), MethodArguments.Count(a[1]))));
        methods["rsplit"] = On("rsplit", split, (s, a) => List(PyStringSplit.SplitFromEnd(s, Separator(a[0]), MethodArguments.Count(a[1]))));
        methods["splitlines"] = On("splitlines", [Optional("keepends", PyBoolean.False)], (s, a) => List(PyStringSplit.Lines(s, PyValues.Truth(a[0]))));
        methods["partition"] = On("partition", [Required("sep")], (s, a) => PyStringSplit.Partition(s, T(a[0]), fromEnd: false));
        methods["rpartition"] = On("rpartition", [Required("sep")], (s, a) => PyStringSplit.Partition(s, T(a[0]), fromEnd: true));
    }

    private static void AddWidths(Dictionary<string, PyMethod> methods)
    {
        Parameter[] width = [Required("width"), Optional("fillchar", " ")];
        methods["center"] = On("center", width, (s, a) => PyStringLayout.Center(s, MethodArguments.Count(a[0]), T(a[1])));
        methods["ljust"] = On("ljust", width, (s, a) => PyStringLayout.Left(s, MethodArguments.Count(a[0]), T(a[1])));
        methods["rjust"] = On("rjust", width, (s, a) => PyStringLayout.Right(s, MethodArguments.Count(a[0]), T(a[1])));
        methods["zfill"] = On("zfill", [Required("width")], (s, a) => PyStringLayout.ZeroFill(s, MethodArguments.Count(a[0])));
        methods["strip"] = On("strip", [Optional("chars")], (s, a) => PyStringLayout.Strip(s, Separator(a[0]), start: true, end: true));
        methods["lstrip"] = On("lstrip", [Optional("chars")], (s, a) => PyStringLayout.Strip(s, Separator(a[0]), start: true, end: false));
        methods["rstrip"] = On("rstrip", [Optional("chars")], (s, a) => PyStringLayout.Strip(s, Separator(a[0]), start: false, end: true));
    }

    private static string S(object owner) => PyText.Str(owner);

    private static string T(object? value) => MethodArguments.Text(value);

    private static string? Separator(object? value) => value is null ? null : T(value);

    private static PyList List(IEnumerable<string> items) => new(items.Cast<object?>());

    private static PyMethod On(string name, Parameter[] parameters, Func<string, object?[], object?> body) =>
        MethodArguments.Of(new Signature(name, 0, parameters), (owner, arguments) => body(S(owner), arguments));

    private static PyMethod None(string name, Func<string, string> body) => MethodArguments.OfNone(name, owner => body(S(owner)));

    private static PyMethod Is(string name, Func<string, bool> body) => MethodArguments.OfNone(name, owner => PyBoolean.Box(body(S(owner))));

    private static object Found(int position) => position >= 0 ? PyInteger.Box(position) : throw JinjaException.Value("substring not found");

    private static object Affix(string text, object?[] arguments, string function, Func<string, string, bool> matches)
    {
        if (PyStringSearch.Range(text, arguments[1], arguments[2]) is not { } range) return PyBoolean.False;
        var part = text[range];
        if (arguments[0] is PyTuple several) return PyBoolean.Box(several.Any(x => matches(part, T(x))));
        if (arguments[0] is not (string or Markup)) throw JinjaException.Type($"{function} first arg must be str or a tuple of str, not {PyTypes.NameOf(arguments[0])}");
        return PyBoolean.Box(matches(part, T(arguments[0])));
    }

    public static string Join(string separator, object? items)
    {
        var text = new StringBuilder();
        var index = 0;
        foreach (var item in PyValues.IterateOrNone(items) ?? throw JinjaException.Type("can only join an iterable"))
        {
            if (item is not (string or Markup)) throw JinjaException.Type($"sequence item {index}: expected str instance, {PyTypes.NameOf(item)} found");
            if (index++ > 0) text.Append(separator);
            text.Append(PyText.Str(item));
            Bounds.CheckText(text.Length);
        }
        return text.ToString();
    }

    private static string Format(string format, IReadOnlyList<object?> positional, Func<string, object?> named) =>
        new StringFormat(positional, named, null).Format(format);

    public static Func<string, object?> Named(CallArguments arguments) => name =>
    {
        foreach (var (key, value) in arguments.Named)
        {
            if (key == name) return value;
        }
        throw new JinjaException("KeyError", PyText.Repr(name));
    };

    public static object? Lookup(object? mapping, string name)
    {
        if (mapping is IPyMapping found && found.TryGet(name, out var value)) return value;
        throw new JinjaException("KeyError", PyText.Repr(name));
    }

    /// <summary>The table that <c>translate</c> takes, of a mapping or of characters and those that replace them.</summary>
    private static PyDict MakeTranslation(object?[] arguments)
    {
        var table = new PyDict();
        if (arguments[0] is IPyMapping mapping)
        {
            foreach (var (key, value) in PyMappings.Entries(mapping)) table[key is string or Markup ? (long)Rune.GetRuneAt(T(key), 0).Value : key] = value;
            return table;
        }
        Rune[] from = [.. T(arguments[0]).EnumerateRunes()];
        Rune[] to = [.. T(arguments[1]).EnumerateRunes()];
        if (from.Length != to.Length) throw JinjaException.Value("the first two maketrans arguments must have equal length");
        for (var i = 0; i < from.Length; i++) table[(long)from[i].Value] = (long)to[i].Value;
        if (arguments[2] is not null)
        {
            foreach (var rune in T(arguments[2]).EnumerateRunes()) table[(long)rune.Value] = null;
        }
        return table;
    }

    private static string Translate(string text, object? table)
    {
        if (table is not IPyMapping mapping) throw JinjaException.Type($"'{PyTypes.NameOf(table)}' object is not subscriptable");
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!mapping.TryGet((long)rune.Value, out var mapped)) output.Append(rune.ToString());
            else if (PyInteger.TryGet(mapped, out long code)) output.Append(new Rune((int)code).ToString());
            else if (mapped is not null) output.Append(PyText.Str(mapped));
        }
        return output.ToString();
    }
}
