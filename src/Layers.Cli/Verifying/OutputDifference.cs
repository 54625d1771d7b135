namespace Layers.Cli;

/// <summary>How far two sets of numbers for one output are apart.</summary>
/// <param name="Output">The output's name.</param>
/// <param name="Rows">How many rows were compared.</param>
/// <param name="Largest">The largest difference; infinite where texts differ, or a number and what is none.</param>
/// <param name="Relative">The same as a part of the largest number of the output.</param>
/// <param name="Mean">The mean difference.</param>
/// <param name="Row">The row of the largest difference, from 0; null where there is none.</param>
/// <param name="Agrees">Whether they are the same within the tolerance.</param>
internal sealed record OutputDifference(string Output, long Rows, double Largest, double Relative, double Mean, long? Row, bool Agrees);
