using System.Text;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Rendering;

/// <summary>Where printed pieces go: into one text, or, in a native rendering, into a list of values.</summary>
internal abstract class Output
{
    /// <summary>Text of the template.</summary>
    public abstract void Text(string text);

    /// <summary>A printed value.</summary>
    public abstract void Value(object? value, bool escapes);

    /// <summary>What a call block or filter block makes: text that is not escaped again.</summary>
    public abstract void Raw(object? value);

    /// <summary>Everything that was written, as one value.</summary>
    public abstract object? Joined { get; }

    /// <summary>Everything that was written, as text.</summary>
    public abstract string JoinedText { get; }
}

internal sealed class TextOutput(StringBuilder builder, int limit) : Output
{
    public override void Text(string text)
    {
        builder.Append(text);
        if (builder.Length > limit) throw TooLong();
    }

    public override void Value(object? value, bool escapes)
    {
        if (escapes && value is not Markup) Markup.AppendEscaped(builder, PyText.Str(value));
        else PyText.AppendStr(builder, value);
        if (builder.Length > limit) throw TooLong();
    }

    public override void Raw(object? value)
    {
        if (value is not (string or Markup)) throw JinjaException.Type($"sequence item 0: expected str instance, {PyTypes.NameOf(value)} found");
        Text(PyText.Str(value));
    }

    public override object? Joined => builder.ToString();

    public override string JoinedText => builder.ToString();

    public StringBuilder Builder => builder;

    private JinjaException TooLong() => new("MemoryError", $"the output is longer than {limit} characters, which is the limit");
}

/// <summary>Keeps the values that are printed. They are bounded as text is: each counts by its length as text, or as one.</summary>
internal sealed class NativeOutput(Func<IReadOnlyList<object?>, object?> join, int limit) : Output
{
    private long _length;

    public List<object?> Parts { get; } = [];

    public override void Text(string text) => Add(text);

    public override void Value(object? value, bool escapes) => Add(value);

    public override void Raw(object? value) => Add(value);

    public override object? Joined => join(Parts);

    public override string JoinedText => string.Concat(Parts.Select(PyText.Str));

    private void Add(object? value)
    {
        _length += value switch
        {
            string text => text.Length,
            Markup markup => markup.Text.Length,
            _ => 1,
        };
        if (_length > limit) throw new JinjaException("MemoryError", $"the output is longer than {limit} characters, which is the limit");
        Parts.Add(value);
    }
}
