using Plumb.Core.Text;

namespace Plumb.Plugins.CliConfiguration.Syntax;

/// <summary>
/// Reads the old language, HCL 1, which the program's own configuration is written in to this day: keys may be quoted, blocks
/// may stand on one line, and nothing is ever evaluated. Throws <see cref="SettingsSyntaxException"/>.
/// </summary>
internal sealed class SettingsParser
{
    private const int MaxDepth = 64;

    private readonly SourceFile _source;
    private readonly SettingsScanner _scanner;
    private SettingToken _current;
    private int _depth;

    private SettingsParser(SourceFile source)
    {
        (_source, _scanner) = (source, new SettingsScanner(source));
        _current = _scanner.Next();
    }

    public static SettingGroup Parse(SourceFile source) => new SettingsParser(source).ReadItems(SettingTokenKind.End, 0);

    private SettingGroup ReadItems(SettingTokenKind end, int start)
    {
        var items = new List<SettingItem>();
        while (_current.Kind != end)
        {
            items.Add(ReadItem());
            if (_current.Kind == SettingTokenKind.Comma) Take();
        }
        var last = Take();
        return new SettingGroup(items, _source.Span(start, last.Span.End));
    }

    private SettingItem ReadItem()
    {
        var start = _current.Span.Start;
        var keys = new List<string>();
        while (_current.Kind is SettingTokenKind.Name or SettingTokenKind.Text or SettingTokenKind.Number) keys.Add(Take().Text);
        if (keys.Count == 0) throw Unexpected("There must be the name of an argument or block here.");
        if (_current.Kind == SettingTokenKind.Equals)
        {
            if (keys.Count > 1) throw Unexpected("Before an equals sign there must be one name alone.");
            Take();
            return new SettingItem(keys, ReadValue(), IsAssigned: true, IsJson: false, _source.Span(start, _current.Span.Start));
        }
        if (_current.Kind != SettingTokenKind.OpenBrace) throw Unexpected($"After \"{keys[^1]}\" there must be an equals sign or a brace.");
        return new SettingItem(keys, ReadValue(), IsAssigned: false, IsJson: false, _source.Span(start, _current.Span.Start));
    }

    private Setting ReadValue()
    {
        if (++_depth > MaxDepth) throw Unexpected($"Values are nested more than {MaxDepth} deep.");
        var first = Take();
        Setting value = first.Kind switch
        {
            SettingTokenKind.Text or SettingTokenKind.Number => new SettingText(first.Text, first.Span),
            SettingTokenKind.Name when first.Text is "true" or "false" => new SettingText(first.Text, first.Span),
            SettingTokenKind.OpenBrace => ReadItems(SettingTokenKind.CloseBrace, first.Span.Start),
            SettingTokenKind.OpenBracket => ReadList(first.Span.Start),
            _ => throw new SettingsSyntaxException("There must be a value here: a text in quotation marks, a number, true or false, a list, or a group in braces.", first.Span),
        };
        _depth--;
        return value;
    }

    private SettingList ReadList(int start)
    {
        var items = new List<Setting>();
        while (_current.Kind != SettingTokenKind.CloseBracket)
        {
            items.Add(ReadValue());
            if (_current.Kind == SettingTokenKind.Comma) Take();
            else if (_current.Kind != SettingTokenKind.CloseBracket) throw Unexpected("Between the items of a list there must be a comma.");
        }
        var last = Take();
        return new SettingList(items, _source.Span(start, last.Span.End));
    }

    private SettingToken Take()
    {
        var token = _current;
        if (token.Kind != SettingTokenKind.End) _current = _scanner.Next();
        return token;
    }

    private SettingsSyntaxException Unexpected(string message) =>
        new(_current.Kind == SettingTokenKind.End ? message + " The file ends instead." : message, _current.Span);
}
