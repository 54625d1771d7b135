namespace Layers.Cli;

/// <summary>The difference of two sets of numbers for one output.</summary>
/// <param name="Output">The output's name.</param>
/// <param name="Rows">The number of rows that were compared.</param>
/// <param name="Largest">The largest difference; infinite if texts differ, or if two different numbers are not both finite.</param>
/// <param name="Relative">The largest difference, relative to the largest number of the output.</param>
/// <param name="Mean">The mean difference.</param>
/// <param name="Row">The row of the largest difference, from 0; null without a difference.</param>
/// <param name="Agrees">Whether the numbers are the same within the tolerance.</param>
internal sealed record OutputDifference(string Output, long Rows, double Largest, double Relative, double Mean, long? Row, bool Agrees);
