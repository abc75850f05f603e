using System.Text;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Network.Http;

/// <summary>The name and password for an address: given, written in it, or from the user's netrc.</summary>
internal static class Credentials
{
    public static string Basic(string user, string? password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>The question with its credentials apart from its address.</summary>
    public static UrlQuestion TakeFrom(UrlQuestion question, IHost host)
    {
        if (question.User is { Length: > 0 } || !Uri.TryCreate(question.Url, UriKind.Absolute, out var address)) return question;
        if (address.UserInfo.Length > 0)
        {
            var colon = address.UserInfo.IndexOf(':', StringComparison.Ordinal);
            return question with
            {
                Url = question.Url.Replace(address.UserInfo + "@", "", StringComparison.Ordinal),
                User = Uri.UnescapeDataString(colon < 0 ? address.UserInfo : address.UserInfo[..colon]),
                Password = colon < 0 ? "" : Uri.UnescapeDataString(address.UserInfo[(colon + 1)..]),
            };
        }
        if (!question.UseNetrc || FromNetrc(host, address.Host) is not var (user, password)) return question;
        return question with { User = user, Password = password, ForceBasic = true };
    }

    private static (string User, string Password)? FromNetrc(IHost host, string machine)
    {
        var path = host.Environment.GetValueOrDefault("NETRC") ?? HostPath.Join(host.User.Home, ".netrc");
        if (host.Files.ReadTextOrNull(path) is not { } text) return null;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var (applies, user, password) = (false, "", "");
        for (var i = 0; i < words.Length; i++)
        {
            var value = i + 1 < words.Length ? words[i + 1] : "";
            switch (words[i])
            {
                case "machine" or "default":
                    if (applies && user.Length > 0) return (user, password);
                    applies = words[i] == "default" || value == machine;
                    break;
                case "login" when applies: user = value; break;
                case "password" when applies: password = value; break;
            }
        }
        return applies && user.Length > 0 && password.Length > 0 ? (user, password) : null;
    }
}
