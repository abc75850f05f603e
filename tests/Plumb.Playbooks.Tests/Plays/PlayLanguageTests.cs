using Plumb.Playbooks.Strategies;

namespace Plumb.Playbooks.Tests.Plays;

/// <summary>What ansible-core does with these plays, measured with it.</summary>
public sealed class PlayLanguageTests : IDisposable
{
    private readonly PlayRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public Task Names_of_one_line_arguments_may_be_templates() => Says("one two", """
        - set_fact: "{{ item }}=one"
          with_items: [x]
        - set_fact: y=two
        - debug: msg="{{ x }} {{ y }}"
        """);

    [Fact]
    public async Task Defaults_of_a_group_of_modules_reach_those_that_collections_name_in_it_below_those_of_the_module_itself()
    {
        _run.With("collections/ansible_collections/my/own/meta/runtime.yml", """
            action_groups:
              some: [ansible.builtin.debug, {metadata: {extend_group: my.own.more}}]
              more: [ansible.builtin.set_fact, {metadata: {extend_group: [some]}}]
              wrong: [{metadata: [some]}]
            """);
        Assert.Equal("of the group again of the module 1", await _run.RunAsync("""
            - hosts: h1
              gather_facts: false
              module_defaults:
                group/my.own.some: {msg: of the group}
                group/my.own.wrong: {msg: never}
              tasks:
              - debug:
              - debug:
                module_defaults: [{group/my.own.some: {msg: again}}]
              - debug:
                module_defaults: {ansible.builtin.debug: {msg: of the module}}
              - set_fact:
                module_defaults: {group/my.own.some: {x: 1}}
              - debug: msg={{ x }}
                module_defaults: {group/my.own.some: {}}
            """));
    }

    [Theory]
    [InlineData("True", 1)]
    [InlineData("False", 0)]
    public async Task Faults_in_the_metadata_of_a_group_are_told_unless_the_settings_say_otherwise(string validates, int told)
    {
        _run.With("collections/ansible_collections/my/own/meta/runtime.yml", "action_groups: {wrong: [{metadata: [some]}]}");
        _run.Variables["ANSIBLE_VALIDATE_ACTION_GROUP_METADATA"] = validates;
        await _run.RunAsync("""
            - hosts: h1
              gather_facts: false
              module_defaults: {group/my.own.wrong: {msg: never}}
              tasks: [{debug: }]
            """);
        Assert.Equal(told, _run.Warnings.Split("Invalid metadata was found").Length - 1);
    }

    [Fact]
    public async Task Modules_beside_an_imported_playbook_are_found()
    {
        _run.With("sub/library/mine.py", "").With("sub/more.yml", "- {name: inner, hosts: h1, tasks: [{mine: }]}");
        Assert.Equal(["inner"], (await _run.TitlesAsync("- import_playbook: sub/more.yml")).Select(t => t.Name));
    }

    [Theory]
    [InlineData("h2 h2", "")]
    [InlineData("h1 h2 h1 h2", "rescue: [{set_fact: {mended: true}}]")]
    public async Task A_host_that_has_failed_is_none_of_the_play_while_it_waits_for_its_handlers(string left, string rescue)
    {
        var said = await _run.RunAsync($$"""
            - hosts: all
              gather_facts: false
              force_handlers: true
              tasks:
              - block: [{fail: {msg: it}, when: inventory_hostname == 'h1'}]
                {{rescue}}
              - debug: msg="<< (ansible_play_hosts + ansible_play_batch) | join(' ') >>"
                run_once: true
            """.Replace("<<", "{{", StringComparison.Ordinal).Replace(">>", "}}", StringComparison.Ordinal));
        Assert.Equal($"failed: it {left}", said);
    }

    [Fact]
    public async Task A_group_that_has_defaults_is_no_module_of_a_collection_that_the_play_searches()
    {
        _run.With("collections/ansible_collections/my/own/plugins/action/other.py", "").With("collections/ansible_collections/my/own/plugins/modules/other.py", "");
        Assert.Equal("said", await _run.RunAsync("""
            - hosts: h1
              gather_facts: false
              collections: [my.own]
              module_defaults: {group/none: {msg: never}, debug: {msg: said}}
              tasks: [{debug: }]
            """));
    }

    [Fact]
    public Task A_fault_of_Python_in_a_template_is_told_with_its_class() => Says("failed: integer division or modulo by zero ZeroDivisionError: integer division or modulo by zero", """
        - debug: {msg: "{{ 1 // 0 }}"}
          register: r
          ignore_errors: true
        - debug: {msg: "{{ r.exception }}"}
        """);

    [Fact]
    public Task A_fault_of_Python_ends_only_the_item_of_a_loop_that_has_it() => Says("failed: integer division or modulo by zero failed: integer division or modulo by zero failed: 3 0 2 True 1", """
        - debug: {msg: "{{ 6 // item }}"}
          loop: [0, 0, 2]
          register: r
          ignore_errors: true
        - debug: {msg: "{{ r.results | map(attribute='item') | unique | join(' ') }} {{ r.results[1].failed }} {{ r.results | rejectattr('failed') | length }}"}
        """);

    [Fact]
    public async Task The_password_of_the_command_line_is_a_variable_where_the_host_has_none() => Assert.Equal("word word own", await _run.RunAsync("""
        - hosts: h1
          gather_facts: false
          tasks:
          - debug: {msg: "{{ ansible_password }} {{ ansible_ssh_pass }}"}
          - debug: {msg: "{{ ansible_password }}"}
            vars: {ansible_password: own}
        """, new RunSettings { Connection = new ConnectionDefaults { Password = "word" } }));

    [Fact]
    public Task The_action_may_be_a_template() => Says("a b", """
        - action: "{{ m }} msg='a'"
          vars: {m: debug}
        - action: {module: "{{ item }}", msg: b}
          loop: [debug]
        """);

    [Fact]
    public Task A_templated_action_that_there_is_not_fails_its_task() => Says("failed: The module nope was not found in configured module paths", """
        - action: "{{ m }}"
          vars: {m: nope}
        """);

    [Fact]
    public Task Facts_and_items_hold_lists_for_tuples() => Says("list list True", """
        - set_fact: {pairs: "{{ [(1, 2)] }}"}
        - debug: msg="{{ pairs[0] | type_debug }} {{ item | type_debug }} {{ item == ['k', 1] }}"
          loop: "{{ {'k': 1}.items() }}"
        """);

    [Theory]
    [InlineData("with_items: {a: 1, b: 2}", "a b")]
    [InlineData("with_list: {a: 1}", "failed: with_list expects a list")]
    [InlineData("with_dict: {a: 1}", "{'key': 'a', 'value': 1}")]
    [InlineData("with_indexed_items: [x]", "[0, 'x']")]
    public Task A_dictionary_stands_for_its_keys_where_a_lookup_takes_no_dictionary(string loop, string said) => Says(said, $$$"""
        - debug: msg={{ item }}
          {{{loop}}}
        """);

    [Fact]
    public Task A_keyword_that_is_omitted_is_as_not_written() => Says("fine", """
        - debug: msg=fine
          become: "{{ omit }}"
          delegate_to: "{{ omit }}"
        """);

    [Fact]
    public async Task A_role_is_called_as_it_was_asked_for_and_one_of_a_collection_by_both_names()
    {
        _run.With("roles/web/nginx/tasks/main.yml", "- debug: msg=\"{{ role_name }} {{ ansible_role_name }} {{ ansible_collection_name }}\"")
            .With("collections/ansible_collections/my/own/roles/base/tasks/main.yml", "- debug: msg=\"{{ role_name }} {{ ansible_role_name }} {{ ansible_collection_name }}\"")
            .With("collections/ansible_collections/my/own/roles/all/meta/main.yml", "dependencies: [base]");
        Assert.Equal("web/nginx web/nginx  base my.own.base my.own", await _run.RunAsync("- hosts: h1\n  gather_facts: no\n  roles: [web/nginx, my.own.all]"));
    }

    [Fact]
    public async Task A_role_behind_links_is_where_it_really_is_and_knows_the_roles_beside_it()
    {
        _run.With("kept/v2/web/tasks/main.yml", "- debug: msg=\"{{ role_path | dirname | basename }}\"").With("kept/v2/web/meta/main.yml", "dependencies: [base]")
            .With("kept/v2/base/tasks/main.yml", "- debug: msg=base").WithLink("current", "kept/v2").WithLink("roles/web", "current/web");
        Assert.Equal("base v2", await _run.RunAsync("- hosts: h1\n  gather_facts: no\n  roles: [web]"));
    }

    [Fact]
    public Task How_a_delegate_is_reached_is_a_variable_of_the_task() => Says("localhost h2 h1 127.0.0.1 h2", """
        - debug: msg={{ ansible_host }}
          delegate_to: "{{ item }}"
          loop: [localhost, h2, h1]
        """, after: """
        - hosts: localhost
          gather_facts: no
          tasks:
          - debug: msg={{ ansible_host }}
          - debug: msg={{ ansible_host }}
            delegate_to: h2
        """);

    [Fact]
    public Task A_loop_says_whether_all_of_it_was_skipped() => Says("1 2 False True ['results', 'skipped', 'msg', 'changed']", """
        - debug: msg={{ item }}
          loop: [1, 2]
          register: ran
        - debug: msg={{ item }}
          loop: [1, 2]
          when: item > 2
          register: skipped
        - debug: msg="{{ ran.skipped }} {{ skipped.skipped }} {{ ran.keys() | list }}"
        """);

    [Fact]
    public async Task The_title_of_a_play_is_rendered_with_its_hosts()
    {
        var titles = await _run.TitlesAsync("- hosts: ['{{ where }}', h2]\n  vars: {where: h1}\n- hosts: all\n  name: on {{ 1 + 1 }}");
        Assert.Equal([new PlayTitle("h1,h2", "h1,h2"), new PlayTitle("on 2", "all")], titles);
    }

    [Fact]
    public Task How_a_host_is_reached_is_a_variable_even_where_nobody_set_it() => Says("h1 ssh bob", """
        - debug: msg="{{ ansible_host }} {{ ansible_connection }} {{ ansible_user }}"
          remote_user: bob
        """);

    [Fact]
    public Task The_variables_of_a_delegate_are_one_of_the_task() => Says("h2 h1 localhost False", """
        - debug: msg="{{ ansible_delegated_vars.keys() | join }} {{ ansible_delegated_vars['h2'].inventory_hostname }}"
          delegate_to: h2
        - debug: msg="{{ ansible_delegated_vars[item].ansible_host }}"
          delegate_to: "{{ item }}"
          loop: [localhost]
        - debug: msg={{ ansible_delegated_vars is defined }}
        """);

    [Fact]
    public async Task A_topic_of_a_role_can_be_notified_with_the_roles_name()
    {
        _run.With("roles/a/handlers/main.yml", "- {debug: {msg: of a}, listen: topic}")
            .With("collections/ansible_collections/my/own/roles/b/handlers/main.yml", "- {debug: {msg: of b}, listen: [topic]}");
        const string Play = "- hosts: h1\n  gather_facts: no\n  roles: [a, my.own.b]\n  tasks:\n  - debug: msg=x\n    changed_when: true\n    notify: ";
        Assert.Equal("x of a", await _run.RunAsync(Play + "'a : topic'"));
        Assert.Equal("x of b", await _run.RunAsync(Play + "'my.own.b : topic'"));
        Assert.Equal("x of b", await _run.RunAsync(Play + "'b : topic'"));
        Assert.Equal("x of a of b", await _run.RunAsync(Play + "topic"));
    }

    [Fact]
    public Task The_first_handler_of_a_name_in_a_list_is_the_one_that_runs() => Says("go first topic", """
        - debug: msg=go
          changed_when: true
          notify: h
        """, """
          handlers:
          - {name: h, debug: {msg: first}}
          - {name: h, debug: {msg: second}}
          - {name: other, debug: {msg: topic}, listen: h}
        """);

    [Fact]
    public async Task A_role_that_is_a_dependency_of_several_runs_once_and_knows_their_variables()
    {
        _run.With("roles/a/tasks/main.yml", "- debug: msg=a").With("roles/b/meta/main.yml", "dependencies: [a]").With("roles/c/meta/main.yml", "dependencies: [a]")
            .With("roles/n/tasks/main.yml", "- debug: msg={{ v }}").With("roles/n/meta/main.yml", "allow_duplicates: true")
            .With("roles/m/meta/main.yml", "dependencies:\n- {role: n, vars: {v: '{{ given }}'}}")
            .With("roles/x/meta/main.yml", "dependencies:\n- {role: m, vars: {given: X}}").With("roles/y/meta/main.yml", "dependencies:\n- {role: m, vars: {given: Y}}");
        Assert.Equal("a X Y a", await _run.RunAsync("- hosts: h1\n  gather_facts: no\n  roles: [a, b, c, x, y]\n  tasks:\n  - import_role: name=a\n"));
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_the_arguments_of_a_role_is_told()
    {
        _run.With("roles/a/meta/argument_specs.yml", "argument_specs: {main: {options: {n: {type: int, required: true}, b: {type: bool}}}}").With("roles/a/tasks/main.yml", "[]");
        var said = await _run.RunAsync("- hosts: h1\n  gather_facts: no\n  tasks:\n  - include_role: name=a\n    vars: {b: 7}\n");
        Assert.Contains("missing required arguments: n\n", said, StringComparison.Ordinal);
        Assert.Contains("argument 'b' is of type", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_undefined_for_another_host_is_seen_as_it_is_written()
    {
        _run.With("host_vars/h2.yml", "x: a{{ nothere }}\ny: b{{ z }}\nz: 1\n");
        await Says("a{{ nothere }} b1 none", "- debug: msg=\"{{ hostvars.h2.x | default('d') }} {{ hostvars.h2.y }} {{ hostvars.h2.nope | default('none') }}\"");
    }

    [Fact]
    public async Task The_oldest_include_takes_variables_beside_the_file()
    {
        _run.With("t.yml", "- debug: msg={{ a }}");
        await Says("1 2", """
            - include: t.yml a=1
            - include: "{{ f }} a=2"
              vars: {f: t.yml}
            """);
    }

    [Fact]
    public async Task An_include_that_is_not_there_counts_for_any_errors_fatal() =>
        Assert.Equal("failed: ", await _run.RunAsync("- hosts: all\n  gather_facts: no\n  any_errors_fatal: true\n  tasks:\n  - include_tasks: nope.yml\n    when: inventory_hostname == 'h2'\n  - debug: msg=never\n"));

    [Fact]
    public Task The_keyword_of_a_play_about_forced_handlers_wins_over_the_command_line() => Says("failed: no", """
        - set_fact: x=1
          changed_when: true
          notify: h
        - fail: msg=no
        """, """
          force_handlers: false
          handlers:
          - {name: h, debug: {msg: never}}
        """, new RunSettings { ForcesHandlers = true });

    [Theory]
    [InlineData("- hosts: h1\n  user: a\n  remote_user: b\n", "both 'user' and 'remote_user' are set for this play.")]
    [InlineData("[]", "A playbook must contain at least one play")]
    [InlineData("- hosts: h1\n  handlers:\n  - block:\n    - debug: msg=x\n    - block:\n      - debug: msg=y\n", "Using a block as a handler is not supported.")]
    [InlineData("- hosts: h1\n  pre_tasks: 123\n", "A malformed block was encountered while loading pre_tasks: 123 should be a list or None")]
    [InlineData("- hosts: h1\n  handlers:\n  - {name: h, include_role: {name: a}}\n", "Using 'include_role' as a handler is not supported.")]
    [InlineData("- hosts: h1\n  tasks:\n  - set_fact: {_ansible_x: 1}\n", "Invalid parameter specified beginning with keyword '_ansible_' for action 'set_fact': '_ansible_x'. The prefix '_ansible_' is reserved for internal use only.")]
    [InlineData("- hosts: h1\n  roles: ['a,b']\n", "Invalid old style role requirement: a,b")]
    public async Task What_cannot_be_read_is_told_in_the_words_that_are_known(string playbook, string fault) => Assert.StartsWith(fault, await _run.RunAsync(playbook), StringComparison.Ordinal);

    [Fact]
    public async Task A_loop_that_cannot_be_made_is_the_fault_even_where_a_condition_wants_its_items() =>
        Assert.StartsWith("failed: 'nobody' is undefined", await _run.RunAsync("- hosts: h1\n  gather_facts: no\n  tasks:\n  - {debug: , loop: '{{ nobody }}', when: item == 1}"), StringComparison.Ordinal);

    [Fact]
    public Task A_handler_that_notifies_itself_runs_again_at_the_next_flush() => Says("once ran ran post ran", """
        - {debug: msg=once, changed_when: true, notify: again}
        - meta: flush_handlers
        """, "  handlers:\n  - {name: again, debug: msg=ran, changed_when: true, notify: again}", after: "  post_tasks:\n  - debug: msg=post");

    [Fact]
    public Task A_script_that_is_not_named_is_a_fault_of_the_action() => Says("failed: one of the following is required: _raw_params, cmd NoneType: None", """
        - {script: {chdir: /}, ignore_errors: true, register: missing}
        - debug: msg="{{ missing.exception }}"
        """);

    private async Task Says(string said, string tasks, string rest = "", RunSettings? settings = null, string after = "") =>
        Assert.Equal(said, await _run.RunAsync($"- hosts: h1\n  gather_facts: no\n{rest}\n  tasks:\n{string.Concat(tasks.Split('\n').Select(line => $"  {line}\n"))}\n{after}", settings));
}
