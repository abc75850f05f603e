using System.Buffers;
using System.Globalization;
using System.Text;

namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>Reads anchors and tags (YAML 1.2.2, 6.8.2 and 6.9) and resolves tag handles by the document's directives.</summary>
internal sealed class PropertyParser(YamlCursor cursor)
{
    private static readonly SearchValues<char> NotInTags = SearchValues.Create(" \t\r\n{}");

    private Dictionary<string, string> _handles = [];

    public void ForgetHandles() => _handles = [];

    public bool TryDeclareHandle(string handle, string prefix) => _handles.TryAdd(handle, prefix);

    /// <summary>The properties on this line, if any; the cursor ends at what follows them.</summary>
    public NodeProperties Parse(bool inFlow)
    {
        var properties = new NodeProperties(null, null, cursor.Position);
        while (cursor.Current is '&' or '!')
        {
            var start = cursor.Position;
            var next = cursor.Current == '&' ? new NodeProperties(ParseName(), null, start) : new NodeProperties(null, ParseTag(), start);
            if (!cursor.IsSpaceAt(0) && !(inFlow && YamlCharacters.IsFlowIndicator(cursor.Current)))
                throw new YamlSyntaxException(YamlRules.Properties, cursor.Position, "An anchor or a tag must be followed by a space.");
            properties = properties.With(next);
            cursor.SkipBlanks();
        }
        return properties;
    }

    /// <summary>The name after "&amp;" or "*".</summary>
    public string ParseName()
    {
        var start = ++cursor.Position;
        while (!cursor.IsSpaceAt(0) && !YamlCharacters.IsFlowIndicator(cursor.Current)) cursor.Position++;
        if (cursor.Position == start) throw new YamlSyntaxException(YamlRules.Properties, start, "An anchor or an alias needs a name.");
        return cursor.Text[start..cursor.Position];
    }

    private string ParseTag()
    {
        var start = cursor.Position;
        if (cursor.Peek(1) == '<') return ParseVerbatimTag(start);
        cursor.Position++;
        while (!cursor.IsSpaceAt(0) && !YamlCharacters.IsFlowIndicator(cursor.Current)) cursor.Position++;
        var written = cursor.Text[start..cursor.Position];
        if (written == "!") return "!";
        var handleEnd = written.IndexOf('!', 1) + 1;
        var handle = handleEnd > 0 ? written[..handleEnd] : "!";
        var suffix = Decode(written[handle.Length..], start + handle.Length);
        if (suffix.Length == 0) throw new YamlSyntaxException(YamlRules.Tag, start, "The tag names a handle and no type.");
        if (_handles.TryGetValue(handle, out var prefix)) return prefix + suffix;
        return handle switch
        {
            "!" => "!" + suffix,
            "!!" => CoreTags.Prefix + suffix,
            _ => throw new YamlSyntaxException(YamlRules.Tag, start, $"No %TAG directive of this document declares the handle {handle}."),
        };
    }

    private string ParseVerbatimTag(int start)
    {
        var close = cursor.Text.IndexOf('>', start);
        if (close < 0) throw new YamlSyntaxException(YamlRules.Tag, start, "A tag that begins with \"!<\" ends with \">\".");
        cursor.Position = close + 1;
        return Decode(cursor.Text[(start + 2)..close], start + 2);
    }

    /// <summary>Escapes such as "%21" stand for the bytes of a character in UTF-8.</summary>
    private static string Decode(string written, int offset)
    {
        if (written.AsSpan().IndexOfAny(NotInTags) is >= 0 and var wrong) throw new YamlSyntaxException(YamlRules.Tag, offset + wrong, "This character cannot be part of a tag.");
        if (!written.Contains('%', StringComparison.Ordinal)) return written;
        var bytes = new List<byte>(written.Length);
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] != '%') bytes.AddRange(Encoding.UTF8.GetBytes(written, i, 1));
            else if (i + 2 < written.Length && byte.TryParse(written.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else throw new YamlSyntaxException(YamlRules.Tag, offset + i, "In a tag, \"%\" is followed by two hexadecimal digits.");
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
