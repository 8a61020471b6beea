{
  description = "A terminal reader for annotated texts";

  inputs.nixpkgs.url = "nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      each = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
      source = ./..;
      cargo = (builtins.fromTOML (builtins.readFile (source + "/Cargo.toml"))).package;
    in
    {
      packages = each (pkgs: {
        default = pkgs.rustPlatform.buildRustPackage {
          pname = cargo.name;
          inherit (cargo) version;
          src = source;
          cargoLock.lockFile = source + "/Cargo.lock";
          nativeBuildInputs = [ pkgs.installShellFiles ];
          # They drive the program in a pseudo-terminal, which the sandbox of some builders has not.
          doCheck = false;
          postInstall = ''
            $out/bin/ibid man > ibid.1
            installManPage ibid.1
            for shell in bash zsh fish; do
              $out/bin/ibid completions $shell > ibid.$shell
              installShellCompletion --cmd ibid --$shell ibid.$shell
            done
            install -Dm644 packaging/ibid.desktop -t $out/share/applications
            install -Dm644 texts/*.md -t $out/share/ibid/texts
          '';
          meta = {
            inherit (cargo) description;
            license = with nixpkgs.lib.licenses; [ mit asl20 ];
            mainProgram = "ibid";
          };
        };
      });
    };
}
