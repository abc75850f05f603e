using System.IO.Compression;
using System.Text;

namespace Plumb.EndToEnd.Safety;

/// <summary>
/// Plants secrets and looks for them in all that the commands print, log and write. State and plan hold sensitive
/// values, as the peer's do, and the forms for programs give them out marked as such; ephemeral ones are nowhere.
/// </summary>
public sealed class SecretTests : IDisposable
{
    private const string Sensitive = "pLanTed-sensitive-9131";
    private const string Ephemeral = "pLanTed-ephemeral-4711";

    private const string Configuration = """
        variable "secret" {
          type      = string
          sensitive = true
        }
        variable "passing" {
          type      = string
          ephemeral = true
        }
        variable "fails" {
          type    = bool
          default = false
        }
        variable "nested" {
          type    = object({ open = string, closed = string })
          default = { open = "o", closed = "c" }
        }

        locals {
          derived = "${var.secret}-derived"
          map     = { (sensitive("key")) = var.secret, list = [for c in split("-", var.secret) : upper(c)] }
          passing = "x${var.passing}x"
        }

        resource "terraform_data" "holder" {
          input            = { whole = var.secret, derived = local.derived, lines = "a\n${var.secret}\nb", json = jsonencode({ s = var.secret }) }
          triggers_replace = var.secret
        }

        resource "terraform_data" "each" {
          for_each = { a = var.secret }
          input    = each.value
          provisioner "local-exec" {
            command     = "echo $PLANTED; echo ${var.secret} 1>&2"
            environment = { PLANTED = self.output }
          }
        }

        resource "local_sensitive_file" "file" {
          filename = "${path.module}/secret.txt"
          content  = var.secret
        }

        resource "random_password" "p" {
          length = 20
        }

        check "c" {
          assert {
            condition     = var.secret == "other"
            error_message = "It is ${var.secret}."
          }
        }

        resource "terraform_data" "failing" {
          count = var.fails ? 1 : 0
          input = tonumber(var.secret) + tonumber(local.passing) + local.map[var.secret] + [1][var.secret]
          lifecycle {
            precondition {
              condition     = var.secret == "other"
              error_message = "Not other: ${var.secret}"
            }
          }
        }

        output "o" {
          value     = { s = local.derived, h = terraform_data.holder.output }
          sensitive = true
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-secret-").FullName;
    private readonly StringBuilder _failures = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Secrets_are_in_no_output_and_no_log_and_ephemeral_ones_in_no_file()
    {
        File.WriteAllText(Path.Combine(_folder, "main.tf"), Configuration);
        Run(0, "init");
        Run(0, "validate");
        Run(0, "plan", "-out=p");
        Run(0, "plan", "-json");
        Run(0, "show", "p");
        Run(0, "apply", "p");
        Run(0, "output");
        Run(0, "show");
        Run(0, "state", "list");
        Run(0, "state", "show", "terraform_data.holder");
        Run(0, "plan", "-var", "secret=" + Sensitive + "-changed", "-var", "nested={open=\"1\",closed=\"2\"}");
        Run(1, "plan", "-var", "fails=true");
        Run(1, "apply", "-json", "-auto-approve", "-var", "fails=true");
        Run(0, "apply", "-json", "-auto-approve", "-var", "secret=" + Sensitive + "-again");
        HoldNoEphemeralInFiles();
        Run(0, "destroy", "-auto-approve");
        Assert.True(_failures.Length == 0, _failures.ToString());
    }

    private void Run(int exit, params string[] args)
    {
        var log = Path.Combine(_folder, "trace.log");
        File.Delete(log);
        var (actual, output) = Programs.PlumbWith(
            new Dictionary<string, string> { ["TF_VAR_secret"] = Sensitive, ["TF_VAR_passing"] = Ephemeral, ["TF_LOG"] = "TRACE", ["TF_LOG_PATH"] = log }, _folder, args);
        if (actual != exit) _failures.AppendLine($"{string.Join(' ', args)} gave {actual} instead of {exit}:\n{output}");
        Search(string.Join(' ', args), output, Sensitive, Ephemeral);
        if (File.Exists(log)) Search($"the log of {string.Join(' ', args)}", File.ReadAllText(log), Sensitive, Ephemeral);
    }

    private void HoldNoEphemeralInFiles()
    {
        foreach (var path in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            Search(path, File.ReadAllText(path, Encoding.Latin1), Ephemeral);
            if (Path.GetFileName(path) != "p") continue;
            using var archive = ZipFile.OpenRead(path);
            foreach (var entry in archive.Entries)
            {
                using var reader = new StreamReader(entry.Open(), Encoding.Latin1);
                Search($"{path}/{entry.FullName}", reader.ReadToEnd(), Ephemeral);
            }
        }
    }

    private void Search(string where, string text, params string[] secrets)
    {
        foreach (var secret in secrets)
        {
            foreach (var form in (string[])[secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))[..16], secret.ToUpperInvariant()])
            {
                var at = text.IndexOf(form, StringComparison.Ordinal);
                if (at >= 0) _failures.AppendLine($"{where} shows {form}: …{text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 60)]}…");
            }
        }
    }
}
