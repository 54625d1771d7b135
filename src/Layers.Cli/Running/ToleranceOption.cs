namespace Layers.Cli;

/// <summary>How far predictions may be apart, at the command line.</summary>
internal sealed class ToleranceOption : Option<double>
{
    public ToleranceOption()
        : base("--tolerance")
    {
        Description = "How far numbers may be apart, as a part of the largest number of their output.";
        HelpName = "share";
        DefaultValueFactory = _ => 1e-5;
    }

    /// <summary>What the command line says.</summary>
    /// <exception cref="ToolException">It is negative, or no number.</exception>
    public double Of(ParseResult arguments) =>
        arguments.GetValue(this) is >= 0 and var tolerance ? tolerance : throw new ToolException("--tolerance takes 0 or more.");
}
