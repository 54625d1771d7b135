using System.Text;
using System.Text.RegularExpressions;

namespace Layers.Cli;

/// <summary>Translates calls of the library into options of the tool.</summary>
internal static partial class AnswerOption
{
    /// <summary>Returns the option for a call: <c>--use scaler.pkl=Age</c> for <c>Use("scaler.pkl", "Age")</c>. A text that is not a call
    /// stays as it is.</summary>
    public static string Of(string call)
    {
        var match = Call().Match(call);
        if (!match.Success) return call;
        var (groups, rest) = (Lists(match.Groups[2].Value), match.Groups[3].Value);
        string[] flat = [.. groups.SelectMany(group => group)];
        var option = match.Groups[1].Value switch
        {
            "Use" when groups.Count == 3 && groups.TrueForAll(group => group.Count > 0 || group == groups[1]) =>
                $"--use {Shell($"{groups[0][0]}={Joined(groups[1])}={Joined(groups[2])}")}",
            "Use" => $"--use {Shell(flat.Length == 1 ? flat[0] : $"{flat[0]}={Joined(flat[1..])}")}",
            "Concatenate" => $"--concatenate {string.Join(" ", flat.Select(Shell))}",
            "WithLabels" => $"--labels {Shell(flat[0])}",
            "WithClasses" => $"--classes {Shell(Joined(flat))}",
            "WithTarget" => $"--target {Shell(string.Join("=", flat))}",
            _ => $"--window {flat[0]}",
        };
        return option + rest;
    }

    private static string Joined(IReadOnlyList<string> names) =>
        string.Join(",", names.Select(name => name.AsSpan().ContainsAny(",=") ? $"\"{name}\"" : name));

    private static string Shell(string word) => Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // The result has the first file, then a list for each pair of brackets; without brackets, one list of all.
    private static List<List<string>> Lists(string arguments)
    {
        List<List<string>> lists = [[]];
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case '[':
                    lists.Add([]);
                    break;
                case ']' or ',' or ' ':
                    break;
                case '"':
                    var text = new StringBuilder();
                    for (i++; i < arguments.Length && arguments[i] != '"'; i++)
                    {
                        if (arguments[i] == '\\' && i + 1 < arguments.Length) i++;
                        text.Append(arguments[i]);
                    }
                    lists[^1].Add(text.ToString());
                    break;
                default:
                    var start = i;
                    while (i + 1 < arguments.Length && arguments[i + 1] is not (',' or ' ' or ']')) i++;
                    lists[^1].Add(arguments[start..(i + 1)]);
                    break;
            }
        }
        return lists;
    }

    [GeneratedRegex("""^(Use|Concatenate|WithLabels|WithClasses|WithTarget|WithWindow)\(((?:"(?:[^"\\]|\\.)*"|[^")])*)\)(.*)$""",
        RegexOptions.Singleline)]
    private static partial Regex Call();

    [GeneratedRegex(@"^[\w./,=…-]+$")]
    private static partial Regex Plain();
}
