using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Plumb.EndToEnd.RealHosts;

/// <summary>Ways to reach hosts and to become others there, jobs that outlive a run, and what only a whole machine can do.</summary>
[Collection(FullHostsGroup.Name)]
public sealed class HostWaysTests(FullHosts hosts) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-ways-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("admin", "ansible_password=admin-secret", "admin")]
    [InlineData("admin", "ansible_password=admin-secret ansible_become=true ansible_become_password=admin-secret", "root")]
    [InlineData("plain", "ansible_ssh_pass=plain-secret ansible_become=true ansible_become_method=su ansible_become_pass=root-secret", "root")]
    [InlineData("admin", "ansible_password=wrong", "Permission denied")]
    public void Passwords_let_in_without_a_terminal(string user, string variables, string expected) =>
        Assert.Contains(expected, Run("plain-a", user, variables, "-m", "command", "-a", "id -un").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("free", "", "root")]
    [InlineData("free", "ansible_become_user=plain", "plain")]
    [InlineData("admin", "ansible_become_password=admin-secret", "root")]
    [InlineData("admin", "ansible_become_password=wrong", "Incorrect doas password")]
    [InlineData("plain", "ansible_become_password=plain-secret", "Operation not permitted")]
    public void Doas_makes_a_user_another_or_says_why_not(string user, string variables, string expected) =>
        Assert.Contains(expected, Run("plain-a", user, $"ansible_become=true ansible_become_method=doas ansible_ssh_private_key_file={hosts.Key} {variables}", "-m", "command", "-a", "id -un").Output, StringComparison.Ordinal);

    [Fact]
    public void A_user_whom_nobody_can_become_says_what_it_says() =>
        Assert.Contains("This account is currently not available", Run("plain-a", "root", $"ansible_become=true ansible_become_method=su ansible_become_user=nobody ansible_ssh_private_key_file={hosts.Key}", "-m", "ping").Output, StringComparison.Ordinal);

    [Fact]
    public void A_folder_is_a_host()
    {
        Assert.SkipWhen(hosts.Missing is not null, hosts.Missing ?? "");
        // Who enters a folder keeps the environment, and the executor goes to the home that it names.
        var environment = new Dictionary<string, string>(Environment) { ["HOME"] = "/root" };
        var (exit, output) = Programs.PlumbWith(environment, _folder, "run", "-i", hosts.Root + ",", "-c", "chroot", "all", "-m", "command", "-a", "cat /etc/sudoers.d/test", "--one-line");
        Assert.True(exit == 0, output);
        Assert.Contains("free ALL=(ALL) NOPASSWD: ALL", output, StringComparison.Ordinal);
        Directory.Delete(Path.Combine(hosts.Root, "root", ".cache"), recursive: true);
    }

    [Theory]
    [InlineData("", "root")]
    [InlineData("ansible_become=true ansible_become_user=plain", "plain")]
    public async Task A_job_outlives_its_run_and_tells_a_later_one(string variables, string user)
    {
        Assert.SkipWhen(hosts.Missing is not null, hosts.Missing ?? "");
        variables += " ansible_ssh_private_key_file=" + hosts.Key;
        var inventory = Inventory("plain-a", "root", variables);
        await File.WriteAllTextAsync(Path.Combine(_folder, "start.yml"), """
            - hosts: web
              gather_facts: false
              tasks:
                - shell: "sleep {{ item }}; id -un"
                  async: 60
                  poll: 0
                  loop: [1.5, 600]
                  register: jobs
                - delegate_to: localhost
                  become: false
                  copy: { dest: "{{ playbook_dir }}/jobs.json", content: "{{ {'jobs': jobs.results | map(attribute='ansible_job_id')} | to_json }}" }
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "look.yml"), """
            - hosts: web
              gather_facts: false
              vars_files: [jobs.json]
              tasks:
                - async_status: { jid: "{{ jobs[0] }}" }
                  register: first
                  until: first.finished
                  retries: 20
                  delay: 0.5
                - async_status: { jid: "{{ jobs[1] }}" }
                  register: second
                - debug: { msg: "{{ first.stdout }} {{ first.rc }} {{ second.finished }}" }
                - async_status: { jid: "{{ jobs[0] }}", mode: cleanup }
                - async_status: { jid: "{{ jobs[0] }}" }
                  register: gone
                  failed_when: gone.msg != 'could not find job'
                - command: pkill -f "sleep 600"
            """, TestContext.Current.CancellationToken);
        var (exit, output) = Programs.PlumbWith(Environment, _folder, "play", "-i", inventory, "start.yml");
        Assert.True(exit == 0, output);
        (exit, output) = Programs.PlumbWith(Environment, _folder, "play", "-i", inventory, "look.yml");
        Assert.True(exit == 0, output);
        Assert.Contains($"\"msg\": \"{user} 0 0\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_takes_too_long_is_ended_with_all_that_it_started()
    {
        var (exit, output) = Run("plain-a", "root", "ansible_ssh_private_key_file=" + hosts.Key, "-m", "shell", "-a", "sleep 4321 & sleep 4322", "-B", "1", "-P", "1");
        Assert.Equal(2, exit);
        Assert.Contains("async task did not complete within the requested time - 1s", output, StringComparison.Ordinal);
        for (var tries = 0; tries < 100 && Sleeps(); tries++) Thread.Sleep(200);
        Assert.False(Sleeps());

        bool Sleeps() => Run("plain-a", "root", "ansible_ssh_private_key_file=" + hosts.Key, "-m", "shell", "-a", "pgrep -x sleep -a || true").Output.Contains("432", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_goes_through_the_openssl_of_the_host_which_says_what_is_wrong()
    {
        Assert.SkipWhen(hosts.Missing is not null, hosts.Missing ?? "");
        using var server = new TlsServer(IPAddress.Parse(FullHosts.Gateway));
        var key = "ansible_ssh_private_key_file=" + hosts.Key;
        Assert.Contains("over TLS", Ask("validate_certs=false return_content=true"), StringComparison.Ordinal);
        Assert.Contains("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate", Ask(""), StringComparison.Ordinal);
        Assert.Contains("<urlopen error [Errno 111] Connection refused>", Run("plain-a", "root", key, "-m", "uri", "-a", $"url=https://{FullHosts.Gateway}:1/").Output, StringComparison.Ordinal);
        Run("plain-a", "root", key, "-m", "command", "-a", "mv /usr/bin/openssl /usr/bin/openssl.away");
        Assert.Contains("https needs the program openssl on the host, which was not found there", Ask("validate_certs=false"), StringComparison.Ordinal);
        Run("plain-a", "root", key, "-m", "command", "-a", "mv /usr/bin/openssl.away /usr/bin/openssl");
        await server.EndAsync();

        string Ask(string more) => Run("plain-a", "root", key, "-m", "uri", "-a", $"url=https://{FullHosts.Gateway}:{server.Port}/ {more}").Output;
    }

    [Fact]
    public async Task A_host_reboots_and_is_waited_for()
    {
        Assert.SkipWhen(hosts.Missing is not null, hosts.Missing ?? "");
        var inventory = Inventory("booted-a", "root", "ansible_ssh_private_key_file=" + hosts.Key);
        await File.WriteAllTextAsync(Path.Combine(_folder, "reboot.yml"), """
            - hosts: web
              gather_facts: false
              tasks:
                - copy: { dest: /run/before, content: gone with the boot }
                - reboot: { reboot_timeout: 60 }
                  register: reboot
                - stat: { path: /run/before }
                  register: before
                - assert: { that: [reboot.rebooted, reboot.changed, not before.stat.exists] }
                - reboot: { reboot_command: nowhere, search_paths: [/opt] }
                  ignore_errors: true
                - reboot: { reboot_command: /bin/false }
                  ignore_errors: true
                - reboot: { reboot_command: /bin/true, reboot_timeout: 2 }
                  ignore_errors: true
            """, TestContext.Current.CancellationToken);
        var (exit, output) = Programs.PlumbWith(Environment, _folder, "play", "-i", inventory, "reboot.yml");
        Assert.True(exit == 0, output);
        Assert.Contains("Unable to find command \\\"nowhere\\\" in search paths: ['/opt']", output, StringComparison.Ordinal);
        Assert.Contains("Reboot command failed. Error was: ', '", output, StringComparison.Ordinal);
        Assert.Contains("Timed out waiting for last boot time check (timeout=2)", output, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Environment => new() { ["ANSIBLE_STDOUT_CALLBACK"] = "default", ["ANSIBLE_NOCOLOR"] = "1", ["ANSIBLE_CONFIG"] = "/dev/null", ["ANSIBLE_HOST_KEY_CHECKING"] = "False" };

    private (int Exit, string Output) Run(string host, string user, string variables, params string[] arguments)
    {
        Assert.SkipWhen(hosts.Missing is not null, hosts.Missing ?? "");
        return Programs.PlumbWith(Environment, _folder, ["run", "-i", Inventory(host, user, variables), "all", .. arguments]);
    }

    private string Inventory(string host, string user, string variables)
    {
        var path = Path.Combine(_folder, "inventory");
        File.WriteAllText(path, hosts.InventoryOf(host, user, variables, withKey: false));
        return path;
    }

    /// <summary>Says one sentence over TLS, with a certificate that nobody has signed.</summary>
    private sealed class TlsServer : IDisposable
    {
        private readonly TcpListener _listener;
        private readonly X509Certificate2 _certificate;
        private readonly CancellationTokenSource _ending = new();
        private readonly Task _serving;

        public TlsServer(IPAddress address)
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=plumb test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            _certificate = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
            _listener = new TcpListener(address, 0);
            _listener.Start();
            _serving = ServeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public async Task EndAsync()
        {
            await _ending.CancelAsync();
            await _serving;
        }

        public void Dispose()
        {
            _listener.Dispose();
            _certificate.Dispose();
            _ending.Dispose();
        }

        private async Task ServeAsync()
        {
            while (true)
            {
                try
                {
                    using var client = await _listener.AcceptTcpClientAsync(_ending.Token);
                    await using var tls = new SslStream(client.GetStream());
                    await tls.AuthenticateAsServerAsync(_certificate);
                    _ = await tls.ReadAsync(new byte[4096], _ending.Token);
                    await tls.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\nover TLS"), _ending.Token);
                    await tls.ShutdownAsync();
                }
                catch (OperationCanceledException)
                {
                    return;
                }
                catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // A client that does not trust goes away.
                }
            }
        }
    }
}
