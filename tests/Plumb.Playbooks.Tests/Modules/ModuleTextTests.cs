using System.Text;
using Plumb.Playbooks.Modules;

namespace Plumb.Playbooks.Tests.Modules;

public sealed class ModuleTextTests
{
    [Theory]
    [InlineData("#!/usr/bin/python\nfrom ansible.module_utils.basic import AnsibleModule\n", nameof(ModuleKind.Python))]
    [InlineData("#!/usr/bin/python\nfrom ..module_utils.mine import thing\n", nameof(ModuleKind.Python))]
    [InlineData("#!/usr/bin/python\n#<<INCLUDE_ANSIBLE_MODULE_COMMON>>\n", nameof(ModuleKind.Python))]
    [InlineData("#!/usr/bin/perl\nmy $json = '<<INCLUDE_ANSIBLE_MODULE_JSON_ARGS>>';\n", nameof(ModuleKind.ReplacedJson))]
    [InlineData("#!/bin/sh\n# WANT_JSON\n", nameof(ModuleKind.JsonFile))]
    [InlineData("#!/bin/sh\n. $1\n", nameof(ModuleKind.Words))]
    [InlineData("#!powershell\n#Requires -Module Ansible.ModuleUtils.Legacy\n", nameof(ModuleKind.PowerShell))]
    [InlineData("\u007fELF\u0002\u0001\u0000", nameof(ModuleKind.Binary))]
    public void A_module_tells_by_its_text_how_it_takes_arguments(string text, string kind) => Assert.Equal(kind, Of(text).Kind.ToString());

    [Fact]
    public void The_first_line_names_the_interpreter() => Assert.Equal(["/usr/bin/env", "perl", "-w"], Of("#!/usr/bin/env perl -w\nprint 1").Interpreter);

    [Fact]
    public void Marks_are_replaced_and_other_bytes_stay()
    {
        var text = new ModuleText([0xE9, .. Encoding.ASCII.GetBytes(" <<INCLUDE_ANSIBLE_MODULE_JSON_ARGS>>")]);
        Assert.Equal([0xE9, .. Encoding.UTF8.GetBytes(" {\"a\": \"ü\"}")], text.With(new Dictionary<string, string> { [ModuleText.JsonMark] = "{\"a\": \"ü\"}" }));
    }

    private static ModuleText Of(string text) => new(Encoding.UTF8.GetBytes(text));
}
