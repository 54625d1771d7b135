using System.Text.Json.Serialization;

namespace Layers.Cli;

/// <summary>The result of a verb.</summary>
internal interface IResult
{
    /// <summary>The exit code of the process.</summary>
    [JsonIgnore]
    int ExitCode => Cli.ExitCode.Fine;
}
