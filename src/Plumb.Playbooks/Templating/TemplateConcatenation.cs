using System.Text;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating;

/// <summary>Makes one value of the pieces that a template printed: the three ways of the peer.</summary>
internal sealed class TemplateConcatenation(KeptTexts kept)
{
    /// <summary>Text, whatever it looks like.</summary>
    public static object? AsText(IReadOnlyList<object?> pieces) => Joined(pieces);

    /// <summary>Text, unless it reads as a list, a dictionary or a truth value.</summary>
    public object? AsData(IReadOnlyList<object?> pieces)
    {
        if (pieces.Count == 0) return "";
        if (pieces is [var only])
        {
            if (only is string text && kept.IsKept(text)) return text;
            if (only is bool) return only;
            if (only is PyList or PyDict && PlainData.TryCopy(only, out var copy)) return copy;
        }

        var output = pieces is [string alone] ? alone : Joined(pieces);
        if (output is "True") return PyBoolean.True;
        if (output is "False") return PyBoolean.False;
        return output.Length > 0 && output[0] is '{' or '[' && PyLiteral.TryRead(output, jsonWords: true, out var data) ? data : output;
    }

    /// <summary>The value of a single piece; of several, or of one that is text, what they read as in Python.</summary>
    public object? AsNative(IReadOnlyList<object?> pieces)
    {
        if (pieces.Count == 0) return null;
        if (pieces is [var only])
        {
            if (only is Undefined undefined) throw undefined.Fault();
            if (only is not (string or Markup)) return only;
            if (only is string text && kept.IsKept(text)) return text;
        }

        var output = Joined(pieces);
        if (!PyLiteral.TryRead(output, out var data)) return output;
        // A quoted text keeps its quotes: the reader of the template wrote them on purpose.
        return data is string read ? $"{output[0]}{read}{output[0]}" : data;
    }

    private static string Joined(IReadOnlyList<object?> pieces)
    {
        if (pieces is [var only]) return PyText.Str(only);
        var output = new StringBuilder();
        foreach (var piece in pieces) PyText.AppendStr(output, piece);
        return output.ToString();
    }
}
