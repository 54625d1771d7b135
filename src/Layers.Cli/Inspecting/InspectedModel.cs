namespace Layers.Cli;

/// <summary>A model of a file.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="KerasVersion">The Keras version of the file; null if the file has none.</param>
/// <param name="Parameters">The number of parameters.</param>
/// <param name="TrainableParameters">The number of trainable parameters.</param>
/// <param name="Columns">The columns that the model takes by name; none if it has no names.</param>
/// <param name="Inputs">The input tensors.</param>
/// <param name="Outputs">The outputs.</param>
/// <param name="Epochs">The number of epochs of the last training; null if the file has no history.</param>
/// <param name="LastEpoch">The logs of the last epoch; null if the file has no history.</param>
/// <param name="MadeFrom">The files that the model was made of; none if it was not adopted.</param>
/// <param name="Remarks">The parts of the file that were left out, and the changes that saving will make.</param>
/// <param name="Summary">The table of the layers.</param>
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
