using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Vault;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Tests.Modules;

public sealed class PythonPackageTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void A_module_takes_along_what_it_imports_and_what_that_imports()
    {
        Core();
        _folder.Write("module_utils/mine.py", "from ansible.module_utils.common.text import shout\nfrom ansible.module_utils.six.moves import urllib\n");
        var names = Names("from ansible.module_utils.mine import anything\nfrom ansible.module_utils import absent_optional\n".Replace("from ansible.module_utils import absent_optional", "try:\n    from ansible.module_utils import absent\nexcept ImportError:\n    pass", StringComparison.Ordinal));
        Assert.Equal(
        [
            "__main__.py", "ansible/__init__.py", "ansible/module_utils/__init__.py", "ansible/module_utils/basic.py", "ansible/module_utils/common/__init__.py",
            "ansible/module_utils/common/text.py", "ansible/module_utils/mine.py", "ansible/module_utils/six/__init__.py", "ansible/modules/__init__.py", "ansible/modules/mod.py",
        ], names);
    }

    [Fact]
    public void What_a_module_cannot_do_without_is_told_by_the_names_that_were_tried()
    {
        Core();
        var fault = Assert.Throws<TaskFailure>(() => Names("from ansible.module_utils.nope.deeper import x\n"));
        Assert.Equal("Could not find imported module support code for ansible.modules.mod.  Looked for (['ansible.module_utils.nope.deeper.x', 'ansible.module_utils.nope.deeper'])", fault.Message);
    }

    [Fact]
    public void Without_an_installed_core_the_fault_says_what_to_do()
    {
        var fault = Assert.Throws<TaskFailure>(() => Names("from ansible.module_utils.basic import AnsibleModule\n"));
        Assert.Contains("no ansible-core was found on this machine", fault.Message, StringComparison.Ordinal);
        Assert.Contains(CoreInstallation.Variable, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Python_runs_the_archive_with_the_arguments_on_its_input_and_the_same_files_make_the_same_archive()
    {
        Core();
        var path = _folder["mod.zip"];
        var bytes = Pack("import json\nfrom ansible.module_utils import basic\nfrom ansible.module_utils.common.text import shout\nprint(json.dumps(dict(told=shout(basic._ANSIBLE_ARGS.decode()), name=_module_fqn)))\nraise SystemExit(0)\n");
        Assert.Equal(bytes, Pack(null));
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        Assert.Equal("{\"told\": \"HELLO\", \"name\": \"ansible.modules.mod\"}", await PythonAsync(path, "hello"));
        Assert.True(File.Exists(_folder["mod.zip.d", "ansible", "module_utils", "basic.py"]));
        Assert.Equal("{\"told\": \"AGAIN\", \"name\": \"ansible.modules.mod\"}", await PythonAsync(path, "again"));
    }

    public void Dispose() => _folder.Dispose();

    private void Core()
    {
        _folder.Write("core/ansible/release.py", "__version__ = '2.17.1'\n");
        _folder.Write("core/ansible/module_utils/__init__.py", "");
        _folder.Write("core/ansible/module_utils/basic.py", "_ANSIBLE_ARGS = None\n");
        _folder.Write("core/ansible/module_utils/common/__init__.py", "");
        _folder.Write("core/ansible/module_utils/common/text.py", "def shout(text):\n    return text.upper()\n");
        _folder.Write("core/ansible/module_utils/six/__init__.py", "");
    }

    private byte[] Pack(string? source)
    {
        if (source is not null) _folder.Write("library/mod.py", source);
        var core = CoreInstallation.Find(name => name == CoreInstallation.Variable ? _folder["core"] : null);
        var folders = new ModuleFolders([], [], []);
        folders.Add(_folder.Path);
        var collections = new CollectionFolders(new Lazy<IReadOnlyList<string>>(() => []), new DataFiles(VaultSecrets.None));
        var module = new ModuleFile(_folder["library", "mod.py"], "mod", "ansible.modules.mod");
        var text = File.ReadAllBytes(module.Path);
        var hasCore = Directory.Exists(_folder["core"]);
        return PythonPackage.Pack(module, text, new PythonClosure(module, new UtilitySearch(folders, collections, hasCore ? core : null), hasCore).Of(text), 0);
    }

    private IEnumerable<string> Names(string source)
    {
        using var archive = new ZipArchive(new MemoryStream(Pack(source)));
        return [.. archive.Entries.Select(e => e.FullName)];
    }

    private static async Task<string> PythonAsync(string path, string input)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", [path]) { RedirectStandardInput = true, RedirectStandardOutput = true }) ?? throw new Win32Exception();
            await python.StandardInput.WriteAsync(input);
            python.StandardInput.Close();
            return (await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim();
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no python3 here.");
            throw;
        }
    }
}
