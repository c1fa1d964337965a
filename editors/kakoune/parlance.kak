# Parlance in Kakoune: a buffer whose filetype nobody has said gets one by itself, and a filetype that is set by hand ends
# that for good. In kakrc:
#
#     source /path/to/parlance/editors/kakoune/parlance.kak
#     parlance-enable

# Options

declare-option -docstring 'the program: a name to be found in PATH, or a path' \
    str parlance_program parlance
declare-option -docstring 'apply: a filetype that is certain is set; suggest: it is only told, :parlance-accept sets it' \
    str parlance_mode apply
declare-option -docstring 'from this confidence on (0 to 1) a filetype is set, below it nothing is told;
empty: from where the model is right 99 times in 100' \
    str parlance_minimum_confidence ''
declare-option -docstring 'only these languages are guessed; all where it is empty' \
    str-list parlance_include
declare-option -docstring 'these languages are never guessed' \
    str-list parlance_exclude
declare-option -docstring 'filetypes of your own by language: python=python3' \
    str-to-str-map parlance_filetypes
declare-option -docstring 'the first filetype that is set is the last' \
    bool parlance_detect_once false
declare-option -docstring 'how many seconds the typing must have paused before a buffer is looked at' \
    str parlance_debounce 0.3
declare-option -docstring 'buffers of more lines are not looked at' \
    int parlance_maximum_lines 100000

# What a mode line may show: "Python 97%", with "?" behind it where it is only suggested.
declare-option -docstring 'what the buffer looks like, for modelinefmt: %opt{parlance_status}' \
    str parlance_status ''

declare-option -hidden str parlance_source %val{source}
# The texts of the buffer that the program was asked about last, and that it has answered, by their timestamps.
declare-option -hidden int parlance_seen -1
declare-option -hidden int parlance_answered -1
# The language that was set by itself, and its filetype.
declare-option -hidden str parlance_language ''
declare-option -hidden str parlance_filetype ''
# The filetype that :parlance-accept sets, and the language that was told last.
declare-option -hidden str parlance_suggestion ''
declare-option -hidden str parlance_told ''
# Whether detection has ended here for good.
declare-option -hidden bool parlance_settled false
# What the program said last in place of an answer.
declare-option -hidden str parlance_failure none
# A line a language, as :parlance-info shows them.
declare-option -hidden str parlance_candidates ''
# The process of a training, and where it writes; empty where there is none.
declare-option -hidden str parlance_training ''

# Functions of the shell, for %sh{} blocks, which have to name the options that they read.
declare-option -hidden str parlance_shell %{
    # One word of Kakoune's.
    quoted() { printf '%s\n' "$*" | sed "s/'/''/g; 1s/^/'/; \$s/\$/'/"; }

    # Prints the program's path; the one that was built beside this file where none is installed.
    program() {
        built=${kak_opt_parlance_source%/*}/../../.build/release/parlance
        if command -v "$kak_opt_parlance_program"; then return; fi
        if [ "$kak_opt_parlance_program" = parlance ] && [ -x "$built" ]; then echo "$built"; return; fi
        return 1
    }

    # Prints the folder of the project that the buffer is in: the nearest one with .parlance or .git, else its own.
    workspace() (
        case $kak_buffile in /*) cd "${kak_buffile%/*}/" 2>/dev/null ;; esac
        own=$PWD
        until [ -e .parlance ] || [ -e .git ] || [ "$PWD" = / ]; do cd ..; done
        if [ "$PWD" = / ]; then echo "$own"; else echo "$PWD"; fi
    )

    # Whether a number is no less than another.
    reaches() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a + 0 >= b + 0) }'; }

    no_program() { printf 'fail %s\n' "$(quoted "parlance: no program '$kak_opt_parlance_program' (parlance_program)")"; }
}

# Which buffers are watched

define-command parlance-enable -docstring 'parlance-enable: set the filetype of buffers that have none' %{
    parlance-disable
    # Files and buffers without a name; *grep*, *make* and their like have a filetype of their own.
    hook -group parlance global KakEnd .* parlance-retrain-stop
    hook -group parlance global BufCreate '[^*].*|\*(?:scratch|stdin)[^*]*\*' parlance-watch
    evaluate-commands -buffer * parlance-watch-ordinary
}

define-command parlance-disable -docstring 'parlance-disable: detect nothing any more' %{
    remove-hooks global parlance
    evaluate-commands -buffer * %{
        remove-hooks buffer parlance-watch
        set-option buffer parlance_status ''
    }
}

define-command -hidden parlance-watch-ordinary %{ evaluate-commands %sh{
    case $kak_bufname in
        \*scratch*\* | \*stdin*\*) echo parlance-watch ;;
        \**) ;;
        *) echo parlance-watch ;;
    esac
} }

define-command -hidden parlance-watch %{ evaluate-commands %sh{
    [ "$kak_opt_parlance_settled" = true ] && exit
    [ "$kak_opt_filetype" = "$kak_opt_parlance_filetype" ] || exit
    echo parlance-hook-up
} }

define-command -hidden parlance-hook-up %{
    hook -group parlance-watch buffer NormalIdle .* parlance-idle
    hook -group parlance-watch buffer InsertIdle .* parlance-idle
    hook -group parlance-watch buffer BufSetOption filetype=(.*) %{ parlance-chosen %val{hook_param_capture_1} }
    hook -group parlance-watch buffer WinSetOption filetype=(.*) %{ parlance-chosen %val{hook_param_capture_1} }
}

# A filetype is set: if it is not the one that was set by itself, then somebody chose.
define-command -hidden -params 1 parlance-chosen %{ evaluate-commands %sh{
    [ "$1" = "$kak_opt_parlance_filetype" ] || echo parlance-settle
} }

define-command -hidden parlance-settle %{
    remove-hooks buffer parlance-watch
    set-option buffer parlance_settled true
    set-option buffer parlance_status ''
    set-option buffer parlance_suggestion ''
}

# Detection: idle, a pause, the text into a file, the program in the background, its answer through `kak -p`

define-command -hidden parlance-idle %{ evaluate-commands %sh{
    [ "$kak_timestamp" = "$kak_opt_parlance_seen" ] && exit
    [ "$kak_buf_line_count" -gt "$kak_opt_parlance_maximum_lines" ] && exit
    eval "$kak_opt_parlance_shell"
    echo "set-option buffer parlance_seen $kak_timestamp"
    look="evaluate-commands -buffer $(quoted "$kak_bufname") %{ parlance-look $kak_timestamp $(quoted "$kak_client") }"
    ({ sleep "$kak_opt_parlance_debounce"; printf '%s\n' "$look" | kak -p "$kak_session"; } &) >/dev/null 2>&1 </dev/null
} }

# TIMESTAMP CLIENT: asks about the buffer, if nobody has typed on since.
define-command -hidden -params 2 parlance-look %{ evaluate-commands %sh{
    [ "$kak_timestamp" = "$1" ] && [ "$kak_opt_parlance_settled" = false ] || exit 0
    eval "$kak_opt_parlance_shell"
    echo "parlance-ask parlance-answer $1 $(quoted "$2") '%'"
} }

# COMMAND TIMESTAMP CLIENT KEYS: asks about what the keys select; COMMAND takes the answer:
# TIMESTAMP CLIENT LANGUAGE FILETYPE NAME CONFIDENCE CERTAIN CANDIDATES, of which LANGUAGE is empty where there is none, and
# FILETYPE for a language that Kakoune has none for.
define-command -hidden -params 4 parlance-ask %{ evaluate-commands %sh{
    eval "$kak_opt_parlance_shell"
    folder=$(mktemp -d "${TMPDIR:-/tmp}/parlance-kakoune.XXXXXXXX") || exit
    echo "evaluate-commands -draft -no-hooks %{ execute-keys $(quoted "$4"); echo -to-file $(quoted "$folder/text") -- %val{selection} }"
    echo "parlance-run $(quoted "$folder") $(quoted "$1") $(quoted "$2") $(quoted "$3")"
} }

# FOLDER COMMAND TIMESTAMP CLIENT
define-command -hidden -params 4 parlance-run %{ evaluate-commands %sh{
    # kak_opt_parlance_program kak_opt_parlance_source kak_buffile
    eval "$kak_opt_parlance_shell"
    folder=$1 command=$2 timestamp=$3 client=$4
    if ! program=$(program); then
        rm -r "$folder"
        echo "parlance-disable"
        echo "parlance-tell $(quoted "$client") $(quoted "$kak_bufname") $(
            quoted "parlance: no program '$kak_opt_parlance_program' (parlance_program), so nothing is detected")"
        exit
    fi
    workspace=$(workspace)
    eval "set -- $kak_quoted_opt_parlance_include"
    include=$(IFS=,; echo "$*")
    eval "set -- $kak_quoted_opt_parlance_exclude"
    exclude=$(IFS=,; echo "$*")
    # An answer as the words of a Kakoune command.
    words='
        function quoted(text) { gsub(/\047/, "\047\047", text); return "\047" text "\047" }
        function member(text, key) {
            if (!match(text, "\"" key "\":(\"[^\"]*\"|[-+.a-zA-Z0-9]+)")) return ""
            text = substr(text, RSTART + length(key) + 3, RLENGTH - length(key) - 3)
            gsub(/^"|"$/, "", text)
            return text == "null" ? "" : text
        }
        {
            language = member($0, "language")
            rest = $0
            while (match(rest, /"language":"[^"]*","confidence":[-+.0-9eE]+/)) {
                one = substr(rest, RSTART, RLENGTH)
                rest = substr(rest, RSTART + RLENGTH)
                list = list sprintf("%5.1f %%  %s\n", 100 * member(one, "confidence"), member(one, "language"))
            }
            print quoted(language), quoted(member($0, "editorId")), quoted(member($0, "name")), quoted(member($0, "confidence")),
                quoted(member($0, "certain")), quoted(list)
        }'
    ({
        cd "$workspace"
        # What Kakoune greets with in *scratch* is nobody's text.
        sed -e '1,2{/^\*\*\* this is a \*scratch\* buffer /d;}' -e '1,2{/^\*\*\* use it for notes /d;}' \
            <"$folder/text" >"$folder/own"
        if [ "$(tr -d '[:space:]' <"$folder/own" | wc -c)" -lt 8 ]; then
            answer="'' '' '' 0 false ''"
        else
            answer=$("$program" detect --json --editor kakoune --progress none ${include:+--languages "$include"} \
                ${exclude:+--exclude "$exclude"} - <"$folder/own" 2>"$folder/errors" | LC_ALL=C awk "$words")
        fi
        if [ -n "$answer" ]; then
            reply="$command $timestamp $(quoted "$client") $answer"
        else
            reply="parlance-failed $(quoted "$client") $(quoted "$(cat "$folder/errors")")"
        fi
        rm -r "$folder"
        printf 'evaluate-commands -buffer %s %s\n' "$(quoted "$kak_bufname")" "$(quoted "$reply")" | kak -p "$kak_session"
    } &) >/dev/null 2>&1 </dev/null
} }

# CLIENT ERRORS: the program has given no answer, which is told once; all that it said is in *debug*.
define-command -hidden -params 2 parlance-failed %{ evaluate-commands %sh{
    # kak_opt_parlance_program
    eval "$kak_opt_parlance_shell"
    echo "echo -debug -- $(quoted "parlance: no answer: $2")"
    [ "$2" = "$kak_opt_parlance_failure" ] && exit
    echo "set-option global parlance_failure $(quoted "$2")"
    first=$(printf '%s\n' "$2" | head -n 1)
    echo "parlance-tell $(quoted "$1") $(quoted "$kak_bufname") $(
        quoted "parlance: '$kak_opt_parlance_program' gives no answer${first:+: $first}")"
} }

# What the program says of a buffer: the rules are the language server's.
define-command -hidden -params 8 parlance-answer %{ evaluate-commands %sh{
    # kak_opt_parlance_filetypes
    [ "$kak_timestamp" = "$1" ] && [ "$kak_opt_parlance_settled" = false ] || exit 0
    eval "$kak_opt_parlance_shell"
    if [ "$kak_opt_filetype" != "$kak_opt_parlance_filetype" ]; then echo parlance-settle; exit; fi
    client=$2 language=$3 filetype=$4 name=$5 confidence=$6 certain=$7 candidates=$8
    echo "set-option buffer parlance_answered $1"
    [ -n "$language" ] || exit 0
    decision=none
    if [ -n "$kak_opt_parlance_minimum_confidence" ]; then
        reaches "$confidence" "$kak_opt_parlance_minimum_confidence" && decision=apply
    elif [ "$certain" = true ]; then
        decision=apply
    elif reaches "$confidence" 0.6; then
        decision=suggest
    fi
    # A file whose name says that it is text is asked about, never changed.
    case $kak_buffile in /*.txt | /*.text | /*.log) [ $decision = apply ] && decision=suggest ;; esac
    [ "$kak_opt_parlance_mode" = suggest ] && [ $decision = apply ] && decision=suggest

    eval "set -- $kak_quoted_opt_parlance_filetypes"
    for pair; do [ "${pair%%=*}" = "$language" ] && filetype=${pair#*=}; done
    echo "set-option buffer parlance_candidates $(quoted "$candidates")"
    # Never 100 of what is not quite that.
    percent=$(awk -v share="$confidence" 'BEGIN { if (share >= 0.995) print ">99%"; else printf "%.0f%%", 100 * share }')

    if [ -n "$kak_opt_parlance_language" ]; then
        # What is set gives way only to what may be set, and leads by 30 points.
        if [ "$language" = "$kak_opt_parlance_language" ]; then
            echo "set-option buffer parlance_status $(quoted "$name $percent")"
            exit
        fi
        [ $decision = apply ] && [ "$kak_opt_parlance_detect_once" = false ] || exit 0
        standing=$(printf %s "$candidates" | awk -v id="$kak_opt_parlance_language" '$3 == id { print $1 / 100 }')
        reaches "$confidence" "$(awk -v share="${standing:-0}" 'BEGIN { print share + 0.3 }')" || exit 0
    elif [ "$language" = plaintext ]; then
        decision=none
    fi
    case $decision in
        apply)
            echo "parlance-apply $(quoted "$language") $(quoted "$filetype") $(quoted "$name $percent")"
            ;;
        suggest)
            echo "set-option buffer parlance_suggestion $(quoted "$filetype")"
            echo "set-option buffer parlance_status $(quoted "$name $percent?")"
            [ "$language" = "$kak_opt_parlance_told" ] && exit
            echo "set-option buffer parlance_told $(quoted "$language")"
            echo "parlance-tell $(quoted "$client") $(quoted "$kak_bufname") $(
                quoted "parlance: this looks like $name ($percent); :parlance-accept sets it")"
            ;;
        none)
            echo "set-option buffer parlance_status ''; set-option buffer parlance_suggestion ''"
            ;;
    esac
} }

# LANGUAGE FILETYPE STATUS
define-command -hidden -params 3 parlance-apply %{
    set-option buffer parlance_language %arg{1}
    set-option buffer parlance_filetype %arg{2}
    set-option buffer parlance_status %arg{3}
    set-option buffer parlance_suggestion ''
    set-option buffer filetype %arg{2}
}

# CLIENT BUFFER TEXT: tells a client that still shows the buffer.
define-command -hidden -params 3 parlance-tell %{ try %{ evaluate-commands -client %arg{1} %{ evaluate-commands %sh{
    [ "$kak_bufname" = "$2" ] || exit 0
    eval "$kak_opt_parlance_shell"
    echo "echo -markup -- $(quoted "{Information}{\\}$3")"
} } } }

# Commands

define-command parlance-accept -docstring 'parlance-accept: set the filetype that was suggested' %{ evaluate-commands %sh{
    eval "$kak_opt_parlance_shell"
    if [ -z "$kak_opt_parlance_suggestion" ]; then echo "fail 'parlance: nothing is suggested for this buffer'"; exit; fi
    echo "set-option buffer filetype $(quoted "$kak_opt_parlance_suggestion")"
} }

define-command parlance-detect -docstring 'parlance-detect: what the buffer looks like, also where a filetype is set' %{
    parlance-ask parlance-show %val{timestamp} %val{client} '%'
}

define-command parlance-detect-selection -docstring 'parlance-detect-selection: what the main selection looks like' %{
    parlance-ask parlance-show %val{timestamp} %val{client} '<a-:>'
}

define-command -hidden -params 8 parlance-show %{ try %{ evaluate-commands -client %arg{2} %{ evaluate-commands %sh{
    eval "$kak_opt_parlance_shell"
    if [ -z "$3" ]; then echo "echo 'parlance: nothing to go by'"; exit; fi
    echo "info -title Parlance -- $(quoted "$8")"
} } } }

define-command parlance-info -docstring 'parlance-info: what was found out about the buffer last' %{ evaluate-commands %sh{
    eval "$kak_opt_parlance_shell"
    if [ -z "$kak_opt_parlance_candidates" ]; then echo "echo 'parlance: nothing detected in this buffer'"; exit; fi
    state='by itself, as you type'
    [ "$kak_opt_parlance_settled" = true ] && state='ended: the filetype was set by hand'
    echo "info -title Parlance -- $(quoted "${kak_opt_parlance_candidates}detection: $state")"
} }

define-command parlance-tag-code-blocks -docstring 'parlance-tag-code-blocks: write the tags of code blocks that are certain' %{
    evaluate-commands %sh{
        eval "$kak_opt_parlance_shell"
        folder=$(mktemp -d "${TMPDIR:-/tmp}/parlance-kakoune.XXXXXXXX") || exit
        # The ending of its name says which kind of Markdown it is.
        case $kak_bufname in *.mdx | *.Rmd | *.rmd | *.qmd) ending=${kak_bufname##*.} ;; *) ending=md ;; esac
        echo "evaluate-commands -draft -no-hooks %{ execute-keys '%'; echo -to-file $(quoted "$folder/text.$ending") -- %val{selection} }"
        echo "parlance-tag $(quoted "$folder") $(quoted "$folder/text.$ending")"
    }
}

# FOLDER FILE: the tags are written into the file, and into the buffer what changed.
define-command -hidden -params 2 parlance-tag %{ evaluate-commands %sh{
    # kak_opt_parlance_program kak_opt_parlance_source kak_buffile
    eval "$kak_opt_parlance_shell"
    program=$(program) || { rm -r "$1"; no_program; exit; }
    cp "$2" "$1/before"
    if ! (cd "$(workspace)" && "$program" fences --fix "$2") >"$1/said" 2>&1; then
        printf 'fail %s\n' "$(quoted "parlance: $(cat "$1/said")")"
    elif cmp -s "$2" "$1/before"; then
        echo "echo 'parlance: no tag to write'"
    else
        # Kakoune compares what comes back, so that cursors and the rest of the text stay.
        echo "execute-keys -draft '%|cat \"$2\"<ret>'"
        echo "echo 'parlance: wrote $(grep -c ': wrote ' "$1/said") tags'"
    fi
    rm -r "$1/before" "$1/said"
    echo "nop %sh{ rm -r \"$1\" }"
} }

define-command -params .. parlance-retrain -docstring 'parlance-retrain [arguments]: learn from the files of the workspace
A language of your own: parlance-retrain --label .foo=foolang' %{ evaluate-commands %sh{
    # kak_opt_parlance_program kak_opt_parlance_source kak_buffile
    eval "$kak_opt_parlance_shell"
    if [ -n "$kak_opt_parlance_training" ]; then echo "fail 'parlance: a training is under way'"; exit; fi
    program=$(program) || { no_program; exit; }
    folder=$(mktemp -d "${TMPDIR:-/tmp}/parlance-kakoune.XXXXXXXX") || exit
    mkfifo "$folder/output"
    workspace=$(workspace)
    ({
        cd "$workspace"
        "$program" train --workspace . --background "$@" >"$folder/output" 2>&1 &
        echo $! >"$folder/pid"
        wait $!
        echo parlance-retrained | kak -p "$kak_session"
        rm -r "$folder"
    } &) >/dev/null 2>&1 </dev/null
    echo "set-option global parlance_training $(quoted "$folder")"
    echo "edit! -fifo $(quoted "$folder/output") -scroll *parlance-retrain*"
} }

define-command parlance-retrain-stop -docstring 'parlance-retrain-stop: stop the training; the model stays as it is' %{
    nop %sh{ [ -z "$kak_opt_parlance_training" ] || kill "$(cat "$kak_opt_parlance_training/pid")" 2>/dev/null }
}

# A training has ended. What is open is looked at again, by the model that answers now.
define-command -hidden parlance-retrained %{
    set-option global parlance_training ''
    evaluate-commands -buffer * %{ set-option buffer parlance_seen -1 }
}

define-command parlance-rollback-model -docstring 'parlance-rollback-model: go back to the model before' %{
    parlance-model-command rollback
    evaluate-commands -buffer * %{ set-option buffer parlance_seen -1 }
}

define-command parlance-show-model -docstring 'parlance-show-model: which model answers here, and why' %{
    parlance-model-command show
}

define-command -hidden -params 1 parlance-model-command %{ evaluate-commands %sh{
    # kak_opt_parlance_program kak_opt_parlance_source kak_buffile
    eval "$kak_opt_parlance_shell"
    program=$(program) || { no_program; exit; }
    if said=$(cd "$(workspace)" && "$program" model "$1" 2>&1); then
        echo "info -title Parlance -- $(quoted "$said")"
    else
        echo "fail $(quoted "$said")"
    fi
} }
