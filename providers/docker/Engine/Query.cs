using System.Globalization;
using System.Text;

namespace Plumb.Provider.Docker.Engine;

/// <summary>A path of the engine's interface with its query. What is null is left out.</summary>
internal sealed class Query(string path)
{
    private readonly StringBuilder _text = new(path);
    private char _separator = '?';

    public Query With(string name, string? value)
    {
        if (value is null) return this;
        _text.Append(_separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
        _separator = '&';
        return this;
    }

    public Query With(string name, long? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    public Query With(string name, bool? value) => With(name, value is { } known ? known ? "1" : "0" : null);

    public override string ToString() => _text.ToString();
}
