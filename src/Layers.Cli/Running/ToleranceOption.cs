namespace Layers.Cli;

/// <summary>The option for the largest difference of predictions that is allowed.</summary>
internal sealed class ToleranceOption : Option<double>
{
    public ToleranceOption()
        : base("--tolerance")
    {
        Description = "The largest difference that is allowed, relative to the largest number of the output.";
        HelpName = "share";
        DefaultValueFactory = _ => 1e-5;
    }

    /// <summary>Returns the value of the option.</summary>
    /// <exception cref="ToolException">The value is negative or not a number.</exception>
    public double Of(ParseResult arguments) =>
        arguments.GetValue(this) is >= 0 and var tolerance ? tolerance : throw new ToolException("--tolerance takes 0 or more.");
}
