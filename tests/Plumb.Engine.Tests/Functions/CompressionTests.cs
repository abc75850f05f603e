using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Plumb.Core.Values;

namespace Plumb.Engine.Tests.Functions;

/// <summary>
/// What is compressed is in states (the user data of a machine), so it has to be the peer's, byte for byte. The golden file holds
/// the hash of what Terraform gives for each text; UPDATE_GOLDEN=1 asks Terraform again.
/// </summary>
public sealed class CompressionTests
{
    private static string GoldenPath => Repository.Golden("functions", "base64gzip.tsv");

    [Fact]
    public void Text_is_compressed_to_the_peers_bytes()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1" && Environment.GetEnvironmentVariable("CI") != "true") Record();
        var expected = File.ReadAllLines(GoldenPath).Select(l => l.Split('\t')).ToDictionary(c => c[0], c => c[1]);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), CompressedTexts.All.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, text) in CompressedTexts.All)
        {
            var compressed = LanguageCalls.Text("base64gzip(t)", ("t", Value.String(text)));
            Assert.True(expected[name] == Hash(compressed), $"{name} is compressed to other bytes");
            Assert.Equal(text, LanguageCalls.Text("base64gunzip(t)", ("t", Value.String(compressed))));
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));

    private static void Record()
    {
        var folder = Directory.CreateTempSubdirectory("plumb-record-").FullName;
        File.WriteAllLines(GoldenPath, CompressedTexts.All.Select(t =>
        {
            File.WriteAllText(Path.Combine(folder, "text"), t.Value);
            var start = new ProcessStartInfo("terraform", "console") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true };
            using var console = Process.Start(start) ?? throw new InvalidOperationException("terraform did not start");
            console.StandardInput.Write("base64gzip(file(\"text\"))\n");
            console.StandardInput.Close();
            return $"{t.Key}\t{Hash(console.StandardOutput.ReadToEnd().Trim().Trim('"'))}";
        }));
        Directory.Delete(folder, recursive: true);
    }
}
