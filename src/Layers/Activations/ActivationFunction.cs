using System.Diagnostics;

namespace Layers;

/// <summary>An elementwise or last-axis function with a name, for example <c>Activation.Relu</c> in <c>new Dense(64,
/// Activation.Relu)</c>.</summary>
/// <remarks>Keras's functions are the static members of <see cref="Activation"/>. The name of a custom function starts with its package
/// (<c>my&gt;cube</c>); register the function with <see cref="LayerRegistry.Register(ActivationFunction)"/> so that files can name
/// it.</remarks>
[DebuggerDisplay("{Name,nq}")]
public sealed class ActivationFunction
{
    private readonly Func<Value, Value> _function;

    /// <summary>Creates a custom function.</summary>
    /// <param name="name">The name in files: <c>package&gt;name</c>.</param>
    /// <param name="function">A function from a value of any rank to a value of the same shape.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public ActivationFunction(string name, Func<Value, Value> function)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(function);
        Name = name;
        _function = function;
    }

    /// <summary>Keras's name in snake case, or the given name.</summary>
    public string Name { get; }

    /// <summary>Applies the function to a value.</summary>
    /// <param name="x">The value, of any shape that the function takes.</param>
    public Value Apply(Value x) => _function(x);

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
