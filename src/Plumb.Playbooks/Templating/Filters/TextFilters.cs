using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Operations.Text;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Filters that turn text into other text: encodings, URLs, quoting, comments.</summary>
internal static class TextFilters
{
    private static readonly Guid Namespace = new("361E6D51-FAEC-444A-9079-341386DA8E2E");

    public static IEnumerable<JinjaFilter> All { get; } =
    [
        FilterDefinition.Filter("b64encode", "encoding='utf-8'", call => Convert.ToBase64String(SurrogateEscape.Encode(call.Text, call.TextOf(0)))),
        FilterDefinition.Filter("b64decode", "encoding='utf-8'", call => SurrogateEscape.Decode(LenientBase64.Decode(call.Text), call.TextOf(0))),
        FilterDefinition.Filter("to_uuid", "namespace=None", call => Uuid(call.Text, call[0])),
        FilterDefinition.Filter("urldecode", "encoding='utf-8', errors='replace'", call => UrlParts.UnquotePlus(call.RequiredText("argument of type must be str")), "unquote_plus"),
        FilterDefinition.Filter("urlsplit", "query='', alias='urlsplit'", call => Url(call.Text, call[0], call.TextOf(1)), "split_url"),
        FilterDefinition.Filter("quote", "", call => ShellWords.Quote(call.Value is null ? "" : call.Text)),
        FilterDefinition.Filter("split", "sep=None, maxsplit=-1", Split),
        new JinjaFilter("comment", (_, value, arguments) => CommentText.Make(value, arguments)),
    ];

    private static object? Split(FilterCall call)
    {
        var text = call.RequiredText("descriptor 'split' for 'str' objects doesn't apply to this object: expected str");
        var most = (long)BigInteger.Min(FilterCall.Integer(call[1]), int.MaxValue);
        if (call[0] is null) return new PyList(BlankSeparated(text, most));
        var separator = call.TextOf(0);
        if (separator.Length == 0) throw JinjaException.Value("empty separator");
        return new PyList(most < 0 ? text.Split(separator) : text.Split(separator, (int)Math.Min(most + 1, int.MaxValue)));
    }

    private static IEnumerable<object?> BlankSeparated(string text, long most)
    {
        var rest = text.TrimStart();
        for (var count = 0L; rest.Length > 0; count++)
        {
            var end = 0;
            while (end < rest.Length && !char.IsWhiteSpace(rest[end])) end++;
            if (most >= 0 && count == most) end = rest.Length;
            yield return rest[..end];
            rest = rest[end..].TrimStart();
        }
    }

    private static string Uuid(string text, object? space)
    {
        var id = Namespace;
        if (space is not null && !Guid.TryParse(PyText.Str(space), out id)) throw TemplatingException.Filter($"Invalid value '{PyText.Str(space)}' for 'namespace': badly formed hexadecimal UUID string");
        byte[] name = [.. id.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(text)];
        return Hashed(name);
    }

    // RFC 4122, 4.3: the first 16 bytes of the SHA-1 with version and variant written in.
    private static string Hashed(byte[] name)
    {
#pragma warning disable CA5350 // Version 5 of UUIDs is defined by SHA-1.
        var hash = SHA1.HashData(name)[..16];
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash, bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
    }

    private static object? Url(string url, object? query, string alias)
    {
        var found = Parts(url);
        if (!PyValues.Truth(query)) return found;
        return found.TryGet(query, out var part) ? part : throw TemplatingException.Filter($"{alias}: unknown URL component: {PyText.Str(query)}");
    }

    private static PyDict Parts(string url)
    {
        try
        {
            var parts = UrlParts.Split(url);
            return new PyDict
            {
                ["fragment"] = parts.Fragment,
                ["hostname"] = parts.HostName,
                ["netloc"] = parts.Location,
                ["password"] = parts.Password,
                ["path"] = parts.Path,
                ["port"] = parts.Port,
                ["query"] = parts.Query,
                ["scheme"] = parts.Scheme,
                ["username"] = parts.UserName,
            };
        }
        catch (TemplatingException e)
        {
            throw TemplatingException.Python("ValueError", e.Message, e);
        }
    }
}
