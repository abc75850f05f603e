using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Plugins.CliConfiguration;

namespace Plumb.Plugins.Tests.CliConfiguration;

public sealed class CliSettingsTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("plumb-home-").FullName;
    private readonly DiagnosticBag _diagnostics = new();

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Tokens_come_from_the_users_files_and_variables_count_most()
    {
        Directory.CreateDirectory(Path.Combine(_home, ".terraform.d"));
        Write(".terraform.d/credentials.tfrc.json", """{"credentials": {"a.example.com": {"token": "login"}, "b.example.com": {"token": "login"}}}""");
        Write(".terraformrc", "credentials \"b.example.com\" {\n  token = \"rc\"\n}\nhost \"c.example.com\" {\n  services = {\n    \"modules.v1\" = \"http://localhost/\"\n  }\n}\n");
        var settings = Read(("TF_TOKEN_my__own_example_com", "variable"));
        Assert.Empty(_diagnostics);
        Assert.Equal(["login", "rc", "variable"], new[] { "a.example.com", "b.example.com", "my-own.example.com" }.Select(h => settings.Tokens[h]));
        Assert.Equal("http://localhost/", settings.ServiceAddress("c.example.com", "modules.v1"));
    }

    [Fact]
    public void A_host_block_may_say_how_to_log_in_and_another_how_patient_to_be_with_registries()
    {
        Write(".terraformrc", """
            host "c.example.com" {
              services = {
                "login.v1" = {
                  client = "42"
                  authz  = "/authz"
                  token  = "/token"
                  ports  = [20000, 20010]
                  scopes = ["a"]
                }
              }
            }
            registry_protocols {
              retry_count             = 7
              request_timeout_seconds = 30
            }
            """);
        var settings = Read();
        Assert.Empty(_diagnostics);
        Assert.Equal("""{"login.v1":{"client":"42","authz":"/authz","token":"/token","ports":[20000,20010],"scopes":["a"]}}""", settings.Services["c.example.com"].GetRawText());
        Assert.Equal((7, TimeSpan.FromSeconds(30)), (settings.RegistryRetries, settings.RegistryPatience));
        Write(".terraformrc", "registry_protocols {\n  retry_count = \"often\"\n}\n");
        Assert.Null(Read().RegistryRetries);
        Assert.Equal(CliConfigurationRules.InvalidValue, Assert.Single(_diagnostics).Rule);
    }

    [Fact]
    public void A_file_that_a_variable_names_takes_the_place_of_all_others()
    {
        Write(".terraformrc", "credentials \"a.example.com\" {\n  token = \"rc\"\n}\n");
        Write("other", "credentials \"b.example.com\" { token = \"other\" }\n");
        Assert.Equal(["b.example.com"], Read(("TF_CLI_CONFIG_FILE", Path.Combine(_home, "other"))).Tokens.Keys);
        Assert.Empty(_diagnostics);
        Assert.Empty(Read(("TF_CLI_CONFIG_FILE", Path.Combine(_home, "missing"))).Tokens);
        Assert.Equal(CliConfigurationRules.Missing, Assert.Single(_diagnostics).Rule);
    }

    [Fact]
    public void Installation_methods_keep_their_order_and_patterns()
    {
        Write(".terraformrc", """
            # As people write it: on one line or several, keys quoted or not.
            provider_installation {
              dev_overrides { "hashicorp/null" = "dev" }
              filesystem_mirror { path = "mirror", include = ["example.com/*/*"] }
              network_mirror {
                url     = "https://mirror.example.com/providers"
                exclude = ["*/*"]
              }
              direct {}
            }
            """);
        var settings = Read();
        Assert.Empty(_diagnostics);
        Assert.Equal(Path.Combine(_home, "dev"), settings.DevOverrides[ProviderAddress.Official("null")]);
        var methods = settings.InstallationMethods ?? [];
        var demo = new ProviderAddress("example.com", "acme", "demo");
        Assert.Collection(methods,
            m => Assert.True(m is FilesystemMirrorInstallation f && f.Path == Path.Combine(_home, "mirror") && f.Patterns.Admit(demo) && !f.Patterns.Admit(ProviderAddress.Official("null"))),
            m => Assert.True(m is NetworkMirrorInstallation n && n.Address.AbsoluteUri == "https://mirror.example.com/providers/" && n.Patterns.Admit(demo) && !n.Patterns.Admit(ProviderAddress.Official("null"))),
            m => Assert.True(m is DirectInstallation));
    }

    [Fact]
    public void Json_says_the_same()
    {
        Write("rc.json", """{"plugin_cache_dir": ".", "provider_installation": [{"filesystem_mirror": [{"path": "m"}]}, {"direct": {"include": ["a/b"]}}]}""");
        var settings = Read(("TF_CLI_CONFIG_FILE", Path.Combine(_home, "rc.json")));
        Assert.Empty(_diagnostics);
        Assert.Equal(_home, settings.PluginCacheDirectory);
        Assert.Equal(["FilesystemMirrorInstallation", "DirectInstallation"], (settings.InstallationMethods ?? []).Select(m => m.GetType().Name));
    }

    [Theory]
    [InlineData("provider_installation {\n magic {}\n}", "CLI206")]
    [InlineData("provider_installation {\n filesystem_mirror { pat = \"x\" }\n}", "CLI204 CLI206")]
    [InlineData("provider_installation {\n network_mirror { url = \"http://x\" }\n}", "CLI210")]
    [InlineData("provider_installation {\n direct {}\n dev_overrides { \"a/b\" = \"x\" }\n}", "CLI206")]
    [InlineData("provider_installation {\n dev_overrides { \"a/b/c/d\" = \"x\" }\n}", "CLI207")]
    [InlineData("provider_installation {\n direct { include = [\"*/foo\"] }\n}", "CLI208")]
    [InlineData("provider_installation {\n direct { exclude = [\"foo\"] }\n}", "CLI209")]
    [InlineData("provider_installation = { direct {} }", "CLI205")]
    [InlineData("provider_installation \"x\" { direct {} }", "CLI205")]
    [InlineData("provider_installation {}\nprovider_installation {}", "CLI212")]
    [InlineData("plugin_cache_dir = \"/none/such\"", "CLI213")]
    [InlineData("plugin_cache_dir = [\"a\"]", "CLI203")]
    [InlineData("credentials \"bad host!\" { token = \"x\" }", "CLI211")]
    [InlineData("credentials_helper \"a\" {}\ncredentials_helper \"b\" {}", "CLI212")]
    [InlineData("credentials_helper \"../a\" {}", "CLI203")]
    [InlineData("colour = 1", "CLI204")]
    [InlineData("disable_checkpoint = true", "")]
    [InlineData("a = {", "CLI202")]
    [InlineData("{\"a\": ", "CLI202")]
    [InlineData("a = \"b", "CLI202")]
    [InlineData("a = <<X\nb", "CLI202")]
    public void What_is_wrong_is_told(string text, string codes)
    {
        Write(".terraformrc", text);
        Read();
        Assert.Equal(codes, string.Join(' ', _diagnostics.Select(d => d.Rule.Code)));
    }

    [Fact]
    public void A_faulty_installation_block_does_not_open_the_way_to_registries()
    {
        Write(".terraformrc", "provider_installation {\n network_mirror { url = \"http://x\" }\n}");
        Assert.Empty(Read().InstallationMethods ?? [new DirectInstallation(ProviderPatterns.All)]);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        Write(".terraformrc", "a = " + new string('[', 100_000));
        Read();
        Assert.Equal("CLI202", Assert.Single(_diagnostics).Rule.Code);
    }

    [Fact]
    public void A_running_provider_is_told_by_a_variable()
    {
        var found = ReattachedProvider.Read("""{"acme/demo": {"Protocol": "grpc", "ProtocolVersion": 6, "Pid": 7, "Test": true, "Addr": {"Network": "unix", "String": "/tmp/x"}}}""", _diagnostics);
        Assert.Empty(_diagnostics);
        Assert.Equal(new ReattachedProvider(new ProviderAddress(ProviderAddress.DefaultHost, "acme", "demo"), 6, 7, "unix", "/tmp/x"), Assert.Single(found).Value);
        foreach (var faulty in new[] { "{", "[]", """{"a/b/c/d": {}}""", """{"a/b": {"Protocol": "netrpc"}}""" }) ReattachedProvider.Read(faulty, _diagnostics);
        Assert.Equal(4, _diagnostics.Count);
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("prefer_official_providers = true", "", true)]
    [InlineData("prefer_official_providers = true", "0", false)]
    [InlineData("", "1", true)]
    public void Official_providers_may_be_preferred(string file, string variable, bool expected)
    {
        Write(".plumbrc", file);
        Assert.Equal(expected, ProviderPreference.IsOfficial(Environment(("PLUMB_PREFER_OFFICIAL", variable)), _diagnostics));
        Assert.Empty(_diagnostics);
    }

    private CliSettings Read(params (string Name, string Value)[] variables) => new CliSettingsReader(Environment(variables), _diagnostics).Read();

    private CliEnvironment Environment(params (string Name, string Value)[] variables)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = _home };
        foreach (var (name, value) in variables) all[name] = value;
        return new CliEnvironment(all, _home);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_home, name), text);
}
