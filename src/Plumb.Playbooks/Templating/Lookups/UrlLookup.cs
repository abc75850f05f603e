using System.Globalization;
using System.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Controller;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>What web pages hold, line by line or whole.</summary>
internal static class UrlLookup
{
    public static readonly Lookup Definition = new("url", call => [.. call.TextTerms().SelectMany(term => Fetch(call, term))]);

    private static IEnumerable<object?> Fetch(LookupCall call, string url)
    {
        var text = Encoding.UTF8.GetString(call.Settings.Web.Fetch(Request(call, url)));
        return call.Flag("split_lines", true) ? ProcessLookups.Split(text) : [text];
    }

    private static WebRequest Request(LookupCall call, string url) => new(url)
    {
        ValidateCertificates = call.Flag("validate_certs", true),
        UseProxy = call.Flag("use_proxy", true),
        UserName = call.Text("username"),
        Password = call.Text("password"),
        ForceBasicAuthentication = call.Flag("force_basic_auth", false),
        Headers = call.Option("headers") is IPyMapping headers ? PyMappings.Entries(headers).ToDictionary(e => PyText.Str(e.Key), e => PyText.Str(e.Value), StringComparer.OrdinalIgnoreCase) : new Dictionary<string, string>(),
        UnredirectedHeaders = call.Option("unredirected_headers") is { } names ? [.. ListLookups.Listified(names).Select(PyText.Str)] : [],
        Force = Setting(call, "force", "ANSIBLE_LOOKUP_URL_FORCE") is { } force && (PythonTruth.Parse(force) ?? false),
        Timeout = TimeSpan.FromSeconds(double.TryParse(Setting(call, "timeout", "ANSIBLE_LOOKUP_URL_TIMEOUT"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? Math.Clamp(seconds, 0.1, 3600) : 10),
        Agent = Setting(call, "agent", "ANSIBLE_LOOKUP_URL_AGENT") ?? call.Text("http_agent") ?? "ansible-httpget",
        FollowRedirects = Setting(call, "follow_redirects", "ANSIBLE_LOOKUP_URL_FOLLOW_REDIRECTS") ?? "urllib2",
        UnixSocket = Setting(call, "unix_socket", "ANSIBLE_LOOKUP_URL_UNIX_SOCKET"),
        AuthoritiesPath = Setting(call, "ca_path", "ANSIBLE_LOOKUP_URL_CA_PATH"),
    };

    // An option of the call counts most, then a variable, then the environment.
    private static string? Setting(LookupCall call, string name, string environment) =>
        call.Text(name) ?? call.Variables.Text($"ansible_lookup_url_{name}") ?? call.Settings.Environment(environment);
}
