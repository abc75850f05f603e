using System.Text;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Strings;

namespace Plumb.Engine.Functions.Encodings;

/// <summary><c>urlencode</c> and <c>urldecode</c>: the form of query strings, where a space is a plus.</summary>
internal static class UrlFunctions
{
    private const string Unreserved = "-_.~";

    internal static Function CreateUrlEncode() =>
        TextFunction.Create("urlencode", "Writes the text so that it can stand in the query string of a URL: special characters as their UTF-8 bytes in hexadecimal after a percent sign.", Encode);

    internal static Function CreateUrlDecode() => new()
    {
        Name = "urldecode",
        Description = "Reads a text from the query string of a URL: the opposite of urlencode.",
        Parameters = [new Parameter("str", DataType.String)],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = Decode,
    };

    private static string Encode(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || Unreserved.Contains(c, StringComparison.Ordinal)) result.Append(c);
            else if (c == ' ') result.Append('+');
            else result.Append('%').Append(Convert.ToHexString([b]));
        }
        return result.ToString();
    }

    private static Value Decode(FunctionCall call)
    {
        var text = call.TextAt(0);
        var bytes = new List<byte>(text.Length);
        var utf8 = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] != '%')
            {
                bytes.Add(utf8[i] == '+' ? (byte)' ' : utf8[i]);
                continue;
            }
            if (i + 2 >= utf8.Length || !char.IsAsciiHexDigit((char)utf8[i + 1]) || !char.IsAsciiHexDigit((char)utf8[i + 2]))
                return call.Fail("a percent sign is not followed by two hexadecimal digits");
            bytes.Add(Convert.ToByte(Encoding.ASCII.GetString(utf8, i + 1, 2), 16));
            i += 2;
        }
        return Value.String(Encoding.UTF8.GetString([.. bytes]));
    }
}
