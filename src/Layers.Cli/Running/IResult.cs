using System.Text.Json.Serialization;

namespace Layers.Cli;

/// <summary>What a verb found out.</summary>
internal interface IResult
{
    /// <summary>What the process ends with.</summary>
    [JsonIgnore]
    int ExitCode => Cli.ExitCode.Fine;
}
