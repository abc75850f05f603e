using System.Runtime.Versioning;

namespace Plumb.EndToEnd.Registries;

/// <summary>What login keeps, init uses and logout forgets, here and with the peer.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LoginTests
{
    private const string Pages = "\"tfe.v2\": \"/api/v2/\"";

    /// <summary>Keeps a token in a file for each host, and notes down what it was asked.</summary>
    private const string Helper = """
        #!/bin/sh
        echo "$*" >> "$HOME/asked"
        file="$HOME/kept-$(echo "$3" | tr : _)"
        case "$2" in
          get) if [ -f "$file" ]; then cat "$file"; else echo '{}'; fi ;;
          store) cat > "$file" ;;
          forget) rm -f "$file" ;;
        esac
        """;

    [Theory]
    [InlineData("plumb")]
    [InlineData("terraform")]
    public async Task A_token_is_kept_for_its_user_alone_goes_along_with_requests_and_is_forgotten(string program)
    {
        await using var site = await LoginSite.StartAsync(program);
        site.Write("home/.terraform.d/credentials.tfrc.json", "{\"credentials\":{\"other.example\":{\"token\":\"theirs\"}}}");
        site.Run(0, "init", "-no-color");
        Assert.All(site.Authorizations, Assert.Empty);

        site.LogIn();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(site.CredentialsFile));
        Assert.Equal($$"""
            {
              "credentials": {
                "{{site.Host}}": {
                  "token": "{{LoginSite.Token}}"
                },
                "other.example": {
                  "token": "theirs"
                }
              }
            }
            """, Sorted(site));
        Directory.Delete(site.In(".terraform"), recursive: true);
        File.Delete(site.In(".terraform.lock.hcl"));
        site.Run(0, "init", "-no-color");
        Assert.Equal("Bearer " + LoginSite.Token, site.Authorizations.Last());

        // A token that is there already is no hindrance to a new one.
        site.LogIn();
        Assert.Contains("Success!", site.Run(0, "logout", site.Host), StringComparison.Ordinal);
        Assert.Equal("{\n  \"credentials\": {\n    \"other.example\": {\n      \"token\": \"theirs\"\n    }\n  }\n}", Sorted(site));
        Assert.Contains("No ", site.Run(0, "logout", site.Host), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plumb")]
    [InlineData("terraform")]
    public async Task A_user_who_does_not_agree_gets_no_token(string program)
    {
        await using var site = await LoginSite.StartAsync(program);
        using (var run = site.Start("login", site.Host)) Assert.Contains("Login cancelled", LoginSite.Expect(run.Answer("Enter a value:", "no"), 1), StringComparison.Ordinal);
        Assert.False(File.Exists(site.CredentialsFile));
        Assert.Contains("Login is an interactive command", site.Run(1, "login", "-input=false", site.Host), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plumb", "The token is invalid", "gives out no tokens")]
    [InlineData("terraform", "Token is invalid", "does not support")]
    public async Task A_token_is_pasted_where_the_host_has_only_pages_for_it(string program, string invalid, string none)
    {
        await using var site = await LoginSite.StartAsync(program);
        site.Offers(Pages);
        using (var run = site.Start("login", site.Host))
        {
            run.Answer("Enter a value:", "yes").WaitFor("/app/settings/tokens?source=terraform-login");
            Assert.Contains(invalid, LoginSite.Expect(run.Answer("Enter a value:", "mistyped"), 1), StringComparison.Ordinal);
        }
        Assert.False(File.Exists(site.CredentialsFile));
        using (var run = site.Start("login", site.Host))
            Assert.Contains("ada", LoginSite.Expect(run.Answer("Enter a value:", "yes").Answer("Enter a value:", $" {LoginSite.Token} "), 0), StringComparison.Ordinal);
        Assert.Contains($"\"token\": \"{LoginSite.Token}\"", File.ReadAllText(site.CredentialsFile), StringComparison.Ordinal);

        site.Offers("");
        Assert.Contains(none, site.Run(1, "login", site.Host), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plumb")]
    [InlineData("terraform")]
    public async Task A_token_that_somebody_wrote_down_is_not_changed(string program)
    {
        await using var site = await LoginSite.StartAsync(program);
        site.Write("home/.terraformrc", $"credentials \"{site.Host}\" {{\n  token = \"written\"\n}}\n");
        Assert.Contains("manually configured", site.Run(1, "login", site.Host), StringComparison.Ordinal);
        Assert.Contains("manually configured", site.Run(1, "logout", site.Host), StringComparison.Ordinal);
        Assert.Contains("Invalid hostname", site.Run(1, "login", "https://localhost"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plumb")]
    [InlineData("terraform")]
    public async Task A_credentials_helper_keeps_gives_and_forgets_the_token(string program)
    {
        await using var site = await LoginSite.StartAsync(program);
        site.Write("home/.terraformrc", "credentials_helper \"shelf\" {\n  args = [\"quietly\"]\n}\n");
        var helper = site.In("home/.terraform.d/plugins/terraform-credentials-shelf");
        Directory.CreateDirectory(Path.GetDirectoryName(helper) ?? "");
        // A child writes it: what this process has open for writing could not be run while another child is being made.
        using (var writer = Terminals.Conversation.Start(["/bin/sh", "-c", "printf '%s' \"$TEXT\" > \"$1\" && chmod 700 \"$1\"", "sh", helper], new Dictionary<string, string> { ["TEXT"] = Helper }, site.In("home"))) LoginSite.Expect(writer, 0);

        Assert.Contains("shelf", site.LogIn(), StringComparison.Ordinal);
        Assert.False(File.Exists(site.CredentialsFile));
        Assert.Contains(LoginSite.Token, File.ReadAllText(Kept(site)), StringComparison.Ordinal);
        site.Run(0, "init", "-no-color");
        Assert.Equal("Bearer " + LoginSite.Token, site.Authorizations.Last());
        Assert.Contains("shelf", site.Run(0, "logout", site.Host), StringComparison.Ordinal);
        Assert.False(File.Exists(Kept(site)));
        var asked = File.ReadAllLines(site.In("home/asked"));
        Assert.All(asked, line => Assert.StartsWith("quietly ", line, StringComparison.Ordinal));
        Assert.Equal(["forget", "get", "store"], asked.Select(l => l.Split(' ')[1]).Distinct().Order());
    }

    private static string Kept(LoginSite site) => site.In("home/kept-" + site.Host.Replace(':', '_'));

    /// <summary>The file with its hosts in order: the programs differ in it.</summary>
    private static string Sorted(LoginSite site)
    {
        var document = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(site.CredentialsFile))?.AsObject() ?? [];
        var hosts = document["credentials"]?.AsObject().OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => KeyValuePair.Create(h.Key, h.Value?.DeepClone())) ?? [];
        document["credentials"] = new System.Text.Json.Nodes.JsonObject([.. hosts]);
        return document.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });
    }
}
