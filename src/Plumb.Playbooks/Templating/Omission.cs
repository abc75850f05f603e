using System.Security.Cryptography;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating;

/// <summary>
/// The value of the variable <c>omit</c>: text nobody could have written, which marks an argument that is not to be given at all.
/// </summary>
public sealed class Omission
{
    internal const string Prefix = "__omit_place_holder__";

    public string Token { get; } = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    public bool IsOmitted(object? value) => value is string text && text == Token;

    /// <summary>The value without the entries of dictionaries and lists that are omitted, at any depth.</summary>
    public object? Remove(object? value) => value switch
    {
        PyList list => new PyList(list.Items.Where(item => !IsOmitted(item)).Select(Remove)),
        PyDict dict => new PyDict(dict.Entries.Where(e => !IsOmitted(e.Value)).Select(e => KeyValuePair.Create(e.Key, Remove(e.Value)))),
        _ => value,
    };
}
