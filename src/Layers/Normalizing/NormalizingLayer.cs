namespace Layers;

/// <summary>The base class of layers that normalize, then scale by <c>gamma</c> and shift by <c>beta</c>.</summary>
public abstract class NormalizingLayer : Layer
{
    private protected NormalizingLayer(double epsilon, bool center, bool scale, Initializer? betaInitializer, Initializer? gammaInitializer,
        Regularizer? betaRegularizer, Regularizer? gammaRegularizer, WeightConstraint? betaConstraint, WeightConstraint? gammaConstraint,
            string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        (Epsilon, Center, Scale) = (epsilon, center, scale);
        (BetaInitializer, GammaInitializer) = (betaInitializer ?? Initializer.Zeros, gammaInitializer ?? Initializer.Ones);
        (BetaRegularizer, GammaRegularizer, BetaConstraint, GammaConstraint) = (betaRegularizer, gammaRegularizer, betaConstraint,
            gammaConstraint);
    }

    /// <summary>The number added to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>Whether <c>beta</c> is added.</summary>
    public bool Center { get; }

    /// <summary>Whether the result is multiplied by <c>gamma</c>.</summary>
    public bool Scale { get; }

    /// <summary>The initializer of <c>beta</c>.</summary>
    public Initializer BetaInitializer { get; }

    /// <summary>The initializer of <c>gamma</c>.</summary>
    public Initializer GammaInitializer { get; }

    /// <summary>The regularizer of <c>beta</c>.</summary>
    public Regularizer? BetaRegularizer { get; }

    /// <summary>The regularizer of <c>gamma</c>.</summary>
    public Regularizer? GammaRegularizer { get; }

    /// <summary>The constraint on <c>beta</c>, applied after each training step.</summary>
    public WeightConstraint? BetaConstraint { get; }

    /// <summary>The constraint on <c>gamma</c>, applied after each training step.</summary>
    public WeightConstraint? GammaConstraint { get; }

    /// <summary>The scale; null if the result is not scaled.</summary>
    private protected Weight? Gamma { get; private set; }

    /// <summary>The shift; null if the result is not shifted.</summary>
    private protected Weight? Beta { get; private set; }

    private protected void AddGammaAndBeta(Shape sizes, bool scale, bool center)
    {
        if (scale) Gamma = AddWeight("gamma", sizes, GammaInitializer, regularizer: GammaRegularizer, constraint: GammaConstraint);
        if (center) Beta = AddWeight("beta", sizes, BetaInitializer, regularizer: BetaRegularizer, constraint: BetaConstraint);
    }

    private protected void WriteGammaAndBeta(ConfigWriter config) =>
        config.Set("epsilon", Epsilon).Set("center", Center).Set("scale", Scale)
            .Set("beta_initializer", BetaInitializer).Set("gamma_initializer", GammaInitializer)
            .Set("beta_regularizer", BetaRegularizer).Set("gamma_regularizer", GammaRegularizer)
            .Set("beta_constraint", BetaConstraint).Set("gamma_constraint", GammaConstraint);
}
