using System.IO.Compression;
using System.Text;

namespace Plumb.Playbooks.Modules;

/// <summary>
/// Packs a module in Python with all that it imports into one archive, which Python itself can run. The archive of the same files is the
/// same to the last byte, so that its hash tells whether a host has it.
/// </summary>
internal static class PythonPackage
{
    private static readonly DateTimeOffset AnyDay = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// What Python runs first: unpacks the archive beside itself once, so that Python keeps what it has compiled, reads the arguments, and
    /// hands over. MODULE and OPEN_FILES are replaced.
    /// </summary>
    private const string Start = """
        import os, shutil, sys, tempfile, zipfile

        def place():
            package = os.path.abspath(sys.argv[0])
            folder = package + '.d'
            if os.path.isdir(folder):
                return folder
            try:
                fresh = tempfile.mkdtemp(dir=os.path.dirname(package))
                with zipfile.ZipFile(package) as archive:
                    archive.extractall(fresh)
                try:
                    os.rename(fresh, folder)
                except OSError:
                    shutil.rmtree(fresh, ignore_errors=True)
                return folder if os.path.isdir(folder) else package
            except (IOError, OSError):
                return package

        def limit():
            wanted = OPEN_FILES
            if wanted:
                import resource
                soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
                wanted = min(wanted, hard) if hard != resource.RLIM_INFINITY else wanted
                if wanted != soft:
                    try:
                        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
                    except (ValueError, OSError):
                        pass

        def main():
            try:
                os.getcwd()
            except OSError:
                try:
                    os.chdir(os.path.expanduser('~'))
                except OSError:
                    os.chdir('/')
            limit()
            library = place()
            sys.path[0] = library
            arguments = getattr(sys.stdin, 'buffer', sys.stdin).read()
            import runpy
            from ansible.module_utils import basic
            basic._ANSIBLE_ARGS = arguments
            basic._ANSIBLE_PROFILE = 'legacy'
            runpy.run_module('MODULE', init_globals=dict(_module_fqn='MODULE', _modlib_path=library), run_name='__main__', alter_sys=True)
            print('{"msg": "New-style module did not handle its own exit", "failed": true}')
            sys.exit(1)

        main()

        """;

    public static byte[] Pack(ModuleFile module, byte[] source, IReadOnlyCollection<PythonSource> imported, long openFiles)
    {
        var parts = module.PythonName.Split('.');
        var files = imported.ToDictionary(i => i.ArchivePath, i => i.Text, StringComparer.Ordinal);
        for (var length = 1; length < parts.Length; length++) files.TryAdd(string.Join('/', parts[..length]) + "/__init__.py", []);
        files[string.Join('/', parts) + ".py"] = source;
        files["__main__.py"] = Encoding.UTF8.GetBytes(Start.Replace("MODULE", module.PythonName, StringComparison.Ordinal).Replace("OPEN_FILES", openFiles.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                var entry = archive.CreateEntry(path, CompressionLevel.Optimal);
                entry.LastWriteTime = AnyDay;
                using var target = entry.Open();
                target.Write(content);
            }
        }
        return stream.ToArray();
    }
}
