using Plumb.Core.Diagnostics;
using Plumb.Playbooks.Configuration;

namespace Plumb.Playbooks.Tests.Configuration;

public sealed class AnsibleSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plumb-settings-");
    private readonly DiagnosticBag _diagnostics = [];
    private readonly Dictionary<string, string> _variables = [];

    public AnsibleSettingsTests() => _variables["HOME"] = _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Variables_override_the_file_and_the_file_overrides_defaults()
    {
        Write("[defaults]\nforks = 20 ; a comment\ntimeout=30\nhost_key_checking = no\nroles_path = a:~/b\n");
        _variables["ANSIBLE_TIMEOUT"] = "40";
        var settings = Load();
        Assert.Equal((20, 40, false, 15), (settings.Forks, settings.Timeout, settings.HostKeyChecking, settings.PollInterval));
        Assert.Equal([Path.Combine(_folder.FullName, "a"), Path.Combine(_folder.FullName, "b")], settings.RolesPath);
        Assert.Equal("env: ANSIBLE_TIMEOUT", settings["DEFAULT_TIMEOUT"].Origin);
        Assert.Empty(_diagnostics);
    }

    [Fact]
    public void The_file_of_a_folder_that_anyone_can_write_to_is_not_used()
    {
        Write("[defaults]\nforks = 20\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.FullName, File.GetUnixFileMode(_folder.FullName) | UnixFileMode.OtherWrite);
        Assert.Equal(5, Load().Forks);
        Assert.Equal("PLY080", Assert.Single(_diagnostics).Rule.Code);
    }

    [Theory]
    [InlineData("forks = many", 2)]
    [InlineData("gathering = never", 2)]
    [InlineData("forks = 1\nforks = 2", 3)]
    [InlineData("nonsense", 2)]
    public void A_value_that_does_not_fit_is_told_with_its_line(string line, int expected)
    {
        Write("[defaults]\n" + line + "\n");
        Load();
        Assert.Equal(expected, Assert.Single(_diagnostics).Subject?.StartPosition.Line);
    }

    [Fact]
    public void Every_setting_has_a_default_that_fits_its_type()
    {
        Assert.Equal(SettingTable.All.Count, Load().All.Count(v => v.IsDefault));
        Assert.Equal(SettingTable.All.Select(d => d.Name).Order(StringComparer.Ordinal), SettingTable.All.Select(d => d.Name));
    }

    private void Write(string text) => File.WriteAllText(Path.Combine(_folder.FullName, "ansible.cfg"), text);

    private AnsibleSettings Load() => AnsibleSettings.Load(new RunEnvironment(_variables.GetValueOrDefault, _folder.FullName), _diagnostics);
}
