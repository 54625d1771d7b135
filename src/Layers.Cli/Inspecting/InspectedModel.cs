namespace Layers.Cli;

/// <summary>A model of a file.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="KerasVersion">The release of Keras whose format the file has; null where it does not say.</param>
/// <param name="Parameters">How many numbers its weights are.</param>
/// <param name="TrainableParameters">How many of these training changes.</param>
/// <param name="Columns">The columns that it takes by name; none where it knows no names.</param>
/// <param name="Inputs">The tensors that it takes.</param>
/// <param name="Outputs">What it gives.</param>
/// <param name="Epochs">How many epochs it was trained for in the last run; null where the file does not say.</param>
/// <param name="LastEpoch">What the last of them measured; null where the file does not say.</param>
/// <param name="MadeFrom">The files that it was made of, where it was adopted.</param>
/// <param name="Remarks">What was left out of the file, and what saving will change.</param>
/// <param name="Summary">The table of its layers.</param>
internal sealed record InspectedModel(
    string Name,
    string? KerasVersion,
    long Parameters,
    long TrainableParameters,
    IReadOnlyList<InspectedColumn> Columns,
    IReadOnlyList<InspectedTensor> Inputs,
    IReadOnlyList<InspectedOutput> Outputs,
    int? Epochs,
    IReadOnlyDictionary<string, double>? LastEpoch,
    IReadOnlyList<InspectedSource> MadeFrom,
    IReadOnlyList<string> Remarks,
    string Summary);
